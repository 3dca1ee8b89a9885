const BASE = "/api";
const PATIENCE_MS = 15_000;

const UNREACHABLE = {
  offline: "We cannot reach the service. Check your connection, then try again. Nothing is lost.",
  timeout: "The service takes too long to answer. Nothing is lost. Please try again.",
  unavailable: "The service does not work at the moment. Nothing is lost. Please try again later.",
};

/**
 * What the service refused, or why it could not be asked. `code` is one of the API's codes (its
 * `unavailable` also where something else answered in its place), `offline` (no connection) or
 * `timeout`; `message` is a sentence for the reader; `fields` maps a form field to its fault;
 * `current` is the item as it is now, with `changed_elsewhere`.
 */
export class ApiError extends Error {
  constructor({ code, message, fields = {}, current = null, status = 0 }) {
    super(message ?? UNREACHABLE[code] ?? UNREACHABLE.unavailable);
    Object.assign(this, { name: "ApiError", code, fields, current, status });
  }

  /** Whether the same request may go through in a moment. */
  get isPassing() {
    return this.isLost || ["too_many", "changed_elsewhere"].includes(this.code);
  }

  /** Whether nobody knows if the request was carried out: the answer never came. */
  get isLost() {
    return this.code in UNREACHABLE;
  }
}

/**
 * One request to the service.
 * @param {"GET" | "POST" | "PATCH" | "DELETE"} method
 * @param {string} path begins with a slash, without `/api`
 * @param {{body?: unknown, token?: string, patienceMs?: number, signal?: AbortSignal}} [options]
 *   `token` is sent as bearer; `signal` takes the request back (throws its AbortError)
 * @returns {Promise<any>} the answer's JSON
 * @throws {ApiError}
 */
export async function call(method, path, options = {}) {
  return read(await ask(method, path, options));
}

/**
 * A file of the service, byte for byte.
 * @param {string} path @param {{token?: string, signal?: AbortSignal}} [options]
 * @returns {Promise<Blob>} @throws {ApiError}
 */
export async function callFile(path, options = {}) {
  const response = await ask("GET", path, options);
  if (!response.ok) return read(response);
  return response.blob().catch((error) => {
    throw understood(error);
  });
}

function ask(method, path, { body, token, patienceMs = PATIENCE_MS, signal }) {
  const patience = AbortSignal.timeout(patienceMs);
  return reach(`${BASE}${path}`, {
    method,
    headers: headersFor(body, token),
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: signal ? either(signal, patience) : patience,
    cache: "no-store",
    credentials: "omit",
  });
}

/** As `AbortSignal.any`, which browsers of 2023 do not have. */
function either(...signals) {
  const joined = new AbortController();
  for (const one of signals) {
    if (one.aborted) joined.abort(one.reason);
    one.addEventListener("abort", () => joined.abort(one.reason), { signal: joined.signal });
  }
  return joined.signal;
}

function headersFor(body, token) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  return headers;
}

async function reach(address, request) {
  try {
    return await fetch(address, request);
  } catch (error) {
    throw understood(error);
  }
}

/** A request the page itself took back is no fault of the service. */
function understood(error) {
  if (error.name === "AbortError") return error;
  return new ApiError({ code: error.name === "TimeoutError" ? "timeout" : "offline" });
}

async function read(response) {
  const { status } = response;
  const answer = await response.json().catch((error) => {
    if (["AbortError", "TimeoutError"].includes(error.name)) throw understood(error);
    return null; // a page of a proxy, say
  });
  if (response.ok && answer !== null) return answer;
  throw new ApiError({ code: "unavailable", ...answer, status });
}
