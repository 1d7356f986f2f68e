/** An enrolment that is being filled in. */
export class EnrolDraft {
  link = $state("");
  name = $state("");
}
