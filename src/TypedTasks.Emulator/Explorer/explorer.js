const $ = (id) => document.getElementById(id);
const deadLetters = "/$DeadLetterQueue", transferred = "/$Transfer/$DeadLetterQueue";
const systemNames = ["messageId", "subject", "correlationId", "sessionId", "contentType"];
let key = null, keyName = "", token = null, entities = [], place = null, box = "", messages = [], shown = null, original = null;

const hiding = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Characters that would hide or reorder others are shown by their numbers. */
const plain = (text) => String(text).replace(hiding, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** What a field holds that showed such characters by their numbers. */
const restored = (text) => text.replace(/\\u([0-9a-f]{4})/g, (number, code) => {
  const character = String.fromCharCode(parseInt(code, 16));
  return plain(character) === number ? character : number;
});

/** What was typed into a field; what nobody changed is as it was. */
const typed = (id, before = "") => {
  const { value } = $(id), shown = plain(before);
  return value === shown ? before : shown === before ? value : restored(value);
};

const some = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** An element with text in it, never markup. */
function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = plain(text);
  if (className) made.className = className;
  return made;
}

function say(text, isBad = false) {
  $("status").textContent = plain(text);
  $("status").classList.toggle("bad", isBad);
}

/** A signature for the whole namespace, which goes into a header and never into an address. */
async function authorize() {
  if (token && token.until > Date.now()) return token.text;
  const resource = encodeURIComponent(`${location.origin}/`), expiry = Math.floor(Date.now() / 1000) + 900;
  const bytes = new TextEncoder();
  const secret = await crypto.subtle.importKey("raw", bytes.encode(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const proof = await crypto.subtle.sign("HMAC", secret, bytes.encode(`${resource}\n${expiry}`));
  const signature = btoa(String.fromCharCode(...new Uint8Array(proof)));
  token = {
    text: `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=${encodeURIComponent(keyName)}`,
    until: Date.now() + 600_000,
  };
  return token.text;
}

async function ask(verb, path, body) {
  const answer = await fetch(`/$emulator/${path}`, {
    method: verb, headers: { Authorization: await authorize() }, body: body && JSON.stringify(body), cache: "no-store", credentials: "omit", redirect: "error",
  }).catch(() => { throw new Error("The emulator does not answer."); });
  if (answer.ok) return answer.json();
  // Some refusals come before anybody looked at what was asked, as plain text.
  const text = await answer.text();
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  throw Object.assign(new Error(isJson ? JSON.parse(text).error : text || `The emulator answered with ${answer.status}.`), { status: answer.status });
}

/** Runs what a person asked for, and says what went wrong. */
const doing = (act, where) => async (event) => {
  event?.preventDefault();
  try {
    say("");
    if (where) $(where).textContent = "";
    await act(event);
  } catch (failure) {
    if (where) Object.assign($(where), { hidden: false, textContent: plain(failure.message) });
    else say(failure.message, true);
    if (failure.status === 401) leave();
  }
};

const full = (path = place, which = box) => path + which;
const entityOf = (path) => entities.find((entity) => entity.path === path);

async function enter() {
  if (!globalThis.crypto?.subtle) throw new Error("Browsers sign with a key only over https or on localhost: open the page there.");
  const given = $("key").value.trim();
  const part = (name) => new RegExp(`(?:^|;)${name}=([^;]*)`, "i").exec(given)?.[1];
  key = part("SharedAccessKey") ?? given;
  keyName = part("SharedAccessKeyName") ?? $("keyName").value.trim();
  token = null;
  await load();
  $("key").value = "";
  $("door").hidden = true;
  $("room").hidden = $("leave").hidden = $("namespace").hidden = false;
  const wanted = decodeURIComponent(location.hash.slice(1));
  const which = [transferred, deadLetters].find((suffix) => wanted.endsWith(suffix)) ?? "";
  const path = wanted.slice(0, wanted.length - which.length);
  if (entityOf(path)) await open(path, which);
}

function leave() {
  key = token = place = shown = null;
  entities = messages = [];
  for (const id of ["entities", "messages", "facts", "boxes"]) $(id).replaceChildren();
  for (const id of ["body", "verdict", "rules"]) $(id).textContent = "";
  for (const dialog of document.querySelectorAll("dialog")) dialog.close();
  $("room").hidden = $("leave").hidden = $("namespace").hidden = true;
  $("door").hidden = false;
  $("key").focus();
}

async function load() {
  const answer = await ask("GET", "entities");
  entities = answer.entities;
  $("namespace").textContent = plain(answer.namespace);
  listEntities();
}

function listEntities() {
  const wanted = $("find").value.toLowerCase();
  const items = entities.filter((entity) => entity.path.toLowerCase().includes(wanted)).map((entity) => {
    const item = element("li", undefined, entity.kind === "subscription" ? "below" : "");
    const button = element("button");
    button.type = "button";
    button.setAttribute("aria-pressed", String(entity.path === place));
    button.append(element("bdi", entity.kind === "subscription" ? entity.path.split("/").at(-1) : entity.path));
    const counts = element("small", [entity.kind, entity.kind !== "topic" && `${entity.active} waiting`, entity.scheduled && `${entity.scheduled} scheduled`,
      entity.deferred && `${entity.deferred} deferred`, entity.requiresSession && "sessions", entity.forwardTo && `forwards to ${entity.forwardTo}`].filter(Boolean).join(", "));
    button.append(counts);
    const dead = entity.deadLetter + entity.transferDeadLetter;
    if (dead) button.append(element("small", `${dead} dead`, "dead"));
    button.addEventListener("click", doing(() => open(entity.path, "")));
    item.append(button);
    return item;
  });
  if (items.length === 0) items.push(element("li", entities.length ? "Nothing has this in its name." : "There is nothing in this namespace.", "hint"));
  $("entities").replaceChildren(...items);
  $("targets").replaceChildren(...entities.map((entity) => Object.assign(document.createElement("option"), { value: entity.path })));
}

async function open(path, which) {
  [place, box] = [path, which];
  delete $("messages").dataset.of;
  history.replaceState(null, "", `#${encodeURIComponent(full())}`);
  await refresh(true);
}

async function refresh(enters = false) {
  await load();
  // What was focused may be gone with the list. At once, and not when the messages have come: by then somebody may be elsewhere.
  if (enters) $("place").focus({ preventScroll: false });
  const entity = entityOf(place);
  if (!entity) {
    place = null;
    $("title").textContent = "Choose a queue, topic or subscription";
    for (const id of ["write", "due", "boxes", "selection", "more"]) $(id).hidden = true;
    $("messages").replaceChildren();
    return;
  }
  $("title").textContent = plain(place);
  $("write").hidden = false;
  $("due").hidden = !entity.scheduled;
  $("rules").textContent = plain((entity.rules ?? []).map((rule) => `Rule ${rule.name}: ${rule.filter}${rule.action ? `; ${rule.action}` : ""}`).join("\n"));
  const boxes = [["", "Messages", entity.active + entity.scheduled + entity.deferred]];
  if (entity.kind !== "topic") boxes.push([deadLetters, "Dead letters", entity.deadLetter], [transferred, "Not forwarded", entity.transferDeadLetter]);
  $("boxes").hidden = false;
  $("boxes").replaceChildren(...boxes.map(([suffix, name, count]) => {
    const button = element("button", `${name} (${count})`);
    button.type = "button";
    button.setAttribute("aria-pressed", String(suffix === box));
    button.addEventListener("click", doing(() => open(place, suffix)));
    return button;
  }));
  $("moveTo").value = box === transferred ? "" : place;
  await list(0);
}

async function list(from) {
  const where = full();
  const answer = await ask("GET", `messages?entity=${encodeURIComponent(where)}&from=${from}&count=50`);
  // Somebody who went on in the meantime does not want these any more.
  if (!place || where !== full()) return;
  messages = from ? [...messages, ...answer.messages] : answer.messages;
  $("more").hidden = answer.next === undefined;
  $("more").onclick = doing(() => list(answer.next));
  const items = messages.map((message) => {
    const item = element("li");
    if (box) {
      const check = Object.assign(document.createElement("input"), { type: "checkbox", value: message.sequenceNumber });
      check.setAttribute("aria-label", `Choose message ${message.sequenceNumber}`);
      check.addEventListener("change", choose);
      item.append(check);
    }
    const button = element("button");
    button.type = "button";
    const title = element("span", `#${message.sequenceNumber} `);
    title.append(element("bdi", message.subject ?? message.messageId ?? ""));
    button.append(title, element("small", [message.state, message.dueAt ? `due ${when(message.dueAt)}` : when(message.enqueuedAt), message.sessionId && `session ${message.sessionId}`,
      message.deliveryCount && some(message.deliveryCount, "delivery", "deliveries"), some(message.size, "byte")].filter(Boolean).join(", ")));
    const reason = message.properties?.DeadLetterReason;
    if (reason) button.append(element("small", reason, "dead"));
    button.append(element("span", preview(message.body), "preview"));
    button.addEventListener("click", doing(() => show(message.sequenceNumber)));
    item.append(button);
    return item;
  });
  $("messages").replaceChildren(...(items.length ? items : [element("li", "There are no messages here.", "hint")]));
  $("messages").dataset.of = where;
  choose();
}

const preview = (body) => (body.text ?? body.base64 ?? "").slice(0, 300);
const when = (text) => text && new Date(text).toLocaleString();
const chosen = () => [...document.querySelectorAll("#messages input:checked")].map((check) => Number(check.value));

function choose() {
  const count = chosen().length;
  $("selection").hidden = !box || messages.length === 0;
  $("move").disabled = count === 0;
  $("chosen").textContent = count ? `${count} chosen` : "Choose messages to move.";
}

async function move(numbers) {
  const to = $("moveTo").value.trim();
  // Back to a subscription alone: its topic would give the message to all the others again.
  const { moved } = await ask("POST", "move", { entity: full(), sequenceNumbers: numbers, ...(to && to !== place && { to }) });
  $("message").close();
  await refresh();
  say(`${some(moved, "message was", "messages were")} moved to ${to || place}.`);
}

async function show(number) {
  const entity = full();
  const { messages: [message] } = await ask("GET", `messages?entity=${encodeURIComponent(entity)}&from=${number}&whole=true`);
  if (message?.sequenceNumber !== number) throw new Error("The message is no longer there.");
  shown = { entity, message };
  $("messageTitle").textContent = `Message ${number}`;
  const facts = { ...message, ...Object.fromEntries(Object.entries(message.properties ?? {}).map(([name, value]) => [`property ${name}`, value])) };
  for (const name of ["body", "properties", "sequenceNumber"]) delete facts[name];
  for (const name of ["enqueuedAt", "lockedUntil", "dueAt", "expiresAt"]) if (facts[name]) facts[name] = when(facts[name]);
  $("facts").replaceChildren(...Object.entries(facts).flatMap(([name, value]) => [element("dt", words(name)), element("dd", value)]));
  $("bodyKind").textContent = plain(`${message.body.kind}, ${some(message.body.size ?? 0, "byte")}`);
  $("body").textContent = plain(message.body.text ?? message.body.base64 ?? "");
  $("moveOne").hidden = !box;
  $("verdict").hidden = true;
  $("message").showModal();
}

const words = (name) => name.startsWith("property ") ? name : name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

async function tryRule() {
  const answer = await ask("POST", "rule", {
    filter: $("filter").value, action: $("action").value, copyOf: { entity: shown.entity, sequenceNumber: shown.message.sequenceNumber },
  });
  $("verdict").hidden = false;
  const after = answer.after && { ...Object.fromEntries(systemNames.filter((name) => answer.after[name] !== undefined).map((name) => [name, answer.after[name]])), properties: answer.after.properties };
  // On a narrow screen it is below what one sees.
  queueMicrotask(() => $("verdict").scrollIntoView({ block: "nearest" }));
  $("verdict").textContent = plain(answer.matches ? `It matches.${after ? `\nAfter the action:\n${JSON.stringify(after, null, 2)}` : ""}` : "It does not match.");
}

function write(message) {
  original = message ?? null;
  $("send").reset();
  $("trouble").textContent = "";
  $("draftTitle").textContent = message ? `Resubmit message ${message.message.sequenceNumber}` : "Send a message";
  $("to").value = place;
  const body = message?.message.body;
  const isText = !body || body.kind === "text";
  const text = isText ? body?.text ?? "" : "";
  $("newBody").value = plain(text);
  // A text that has both such a character and its number in letters cannot be told apart again.
  $("newBody").disabled = !isText || (plain(text) !== text && restored(plain(text)) !== text);
  $("keepsBody").hidden = !$("newBody").disabled;
  if (message) {
    // The queue may have seen the old id, and would drop the copy.
    for (const name of systemNames) if (name !== "messageId") $(name).value = plain(message.message[name] ?? "");
    const { DeadLetterReason, DeadLetterErrorDescription, ...rest } = message.message.properties ?? {};
    $("properties").value = Object.keys(rest).length ? plain(JSON.stringify(rest, null, 1)) : "";
  }
  $("messageId").value = crypto.randomUUID();
  $("numbers").hidden = ![...$("send").querySelectorAll("input, textarea")].some((field) => restored(field.value) !== field.value);
  original &&= { ...original, properties: $("properties").value, text };
  $("message").close();
  $("draft").showModal();
}

async function send() {
  const message = {};
  for (const name of systemNames) if ($(name).value) message[name] = typed(name, name === "messageId" ? "" : original?.message[name]);
  // What was not changed goes out as it came in, byte for byte and type for type.
  if (!$("newBody").disabled && !(original && plain(original.text) === $("newBody").value)) message.body = typed("newBody", original?.text);
  if (!original || original.properties !== $("properties").value) message.properties = parse($("properties").value);
  if (Number($("delay").value) > 0) message.delay = `PT${Math.round(Number($("delay").value))}S`;
  const copyOf = original && { entity: original.entity, sequenceNumber: original.message.sequenceNumber };
  const { sequenceNumber } = await ask("POST", "messages", { entity: $("to").value, message, ...(copyOf && { copyOf }) });
  $("draft").close();
  await refresh();
  say(`Sent to ${$("to").value} as message ${sequenceNumber}.`);
}

function parse(text) {
  if (!text.trim()) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("The properties are not JSON.");
  }
}

$("enter").addEventListener("submit", doing(enter));
$("leave").addEventListener("click", leave);
$("reload").addEventListener("click", doing(() => (place ? refresh() : load())));
$("find").addEventListener("input", listEntities);
$("write").addEventListener("click", () => write());
$("due").addEventListener("click", doing(async () => {
  const { delivered } = await ask("POST", "scheduled", { entity: place });
  await refresh();
  say(`${some(delivered, "message")} delivered.`);
}));
$("move").addEventListener("click", doing(() => move(chosen())));
$("moveOne").addEventListener("click", doing(() => move([shown.message.sequenceNumber])));
$("resubmit").addEventListener("click", () => write(shown));
$("trial").addEventListener("submit", doing(tryRule, "verdict"));
$("send").addEventListener("submit", doing(send, "trouble"));
for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
$("key").focus();
