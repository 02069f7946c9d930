// The editor's own disk: files that are opened, the folder that is saved into, and what is downloaded.

/** How deep a folder is looked into, and how many files are read: of a large folder picked by mistake, not all of it. */
const DEEPEST = 3;
const MOST_FILES = 2000;

/** Whether this browser can save into a folder that its user has picked. */
export const canPickFolder = "showDirectoryPicker" in globalThis;

/** The folder that was picked last. */
let picked;

/** Asks for a folder, and gives its files as `[path, bytes]`; nothing where none was picked. */
export async function pickFolder() {
  try {
    picked = await showDirectoryPicker({ mode: "readwrite" });
  } catch (cause) {
    if (cause.name === "AbortError") return undefined;
    throw cause;
  }
  return read(picked);
}

/** The files of the folder that was picked, as they are now. */
export async function filesOfFolder() {
  return picked && read(picked);
}

/** Forgets the folder: what is open does not come from it. */
export function forgetFolder() {
  picked = undefined;
}

async function read(folder, path = "", depth = 0, files = []) {
  for await (const [name, handle] of folder.entries()) {
    if (files.length >= MOST_FILES) break;
    if (handle.kind === "directory") {
      if (depth < DEEPEST && !name.startsWith(".")) await read(handle, `${path}${name}/`, depth + 1, files);
    } else if (/\.(toml|txt)$/i.test(name)) {
      files.push([`${path}${name}`, await bytesOf(await handle.getFile())]);
    }
  }
  return files;
}

/** Writes files into the picked folder, `[path, text]` each; one without a text is removed. */
export async function saveIntoFolder(files) {
  for (const [path, text] of files) {
    const parts = path.split("/");
    const name = parts.pop();
    let folder = picked;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    if (text === undefined) {
      await folder.removeEntry(name);
      continue;
    }
    const handle = await folder.getFileHandle(name, { create: true });
    const writer = await handle.createWritable();
    await writer.write(text);
    await writer.close(); // until then, the file is as it was
  }
}

/** The files that were chosen in a field or dropped, as `[path, bytes]`. */
export async function filesOf(list) {
  const files = [];
  for (const file of [...list].slice(0, MOST_FILES)) {
    files.push([file.webkitRelativePath || file.name, await bytesOf(file)]);
  }
  return files;
}

async function bytesOf(file) {
  return new Uint8Array(await file.arrayBuffer());
}

/** Has the browser save a file for its user. */
export function download(name, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
