/** The door that was opened last in this window: the likeliest one for somebody who has to be added. */
export const recentDoor: { id: string | null } = { id: null };
