// Every test begins on the same evening, whatever the hour at which it is run: at half past midnight "tonight"
// would be another day than the made-up one. From there time goes on as it does.
const EVENING = Date.parse("2026-11-23T19:30:00+07:00");
const passed = performance.now.bind(performance);
const began = passed();
const now = () => EVENING + Math.round(passed() - began);

class EveningDate extends Date {
  static override now = now;
  constructor(...given: [] | ConstructorParameters<DateConstructor>) {
    if (given.length === 0) super(now());
    else super(...given);
  }
}
globalThis.Date = EveningDate as DateConstructor;
export {};
