/** Where this tab holds tokens: one slot for what opens follow-ups, one for each that does not. */

export const PAGE = "follow-ups";
export const STOP = "stop";
export const STOPPED = "stopped"; // has stopped all e-mails: may start them again
export const MOVE = "move";
