/** Drafts and their files in this browser's IndexedDB: nothing leaves the device before it is launched. */

const NAME = "audifi-drafts";
const RECORDS = "records";
const FILES = "files";

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the store does not answer"));
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    const fail = () => reject(transaction.error ?? new Error("the store took nothing"));
    transaction.onerror = fail;
    transaction.onabort = fail;
  });
}

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RECORDS, { keyPath: "id" });
      request.result.createObjectStore(FILES);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the store cannot be opened"));
  }).catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

export interface StoredRecord {
  readonly id: string;
  /** The account, in lower case, and the chain that the draft is for. */
  readonly owner: string;
  readonly chainId: number;
  /** Milliseconds of this device's clock. */
  readonly savedAt: number;
}

export async function saveRecord(record: StoredRecord): Promise<void> {
  const transaction = (await open()).transaction(RECORDS, "readwrite");
  transaction.objectStore(RECORDS).put(record);
  await finished(transaction);
}

/** Everything of one account on one chain, newest first. Who reads it knows the shape it was saved with. */
export async function listRecords<T extends StoredRecord>(owner: string, chainId: number): Promise<T[]> {
  const all = await settle((await open()).transaction(RECORDS).objectStore(RECORDS).getAll());
  return (all as T[])
    .filter((record) => record.owner === owner.toLowerCase() && record.chainId === chainId)
    .sort((one, other) => other.savedAt - one.savedAt);
}

export async function readRecord<T extends StoredRecord>(id: string): Promise<T | null> {
  const found = await settle((await open()).transaction(RECORDS).objectStore(RECORDS).get(id));
  return (found as T | undefined) ?? null;
}

const fileKey = (id: string, name: string) => `${id}/${name}`;

export async function saveFile(id: string, name: string, file: Blob): Promise<void> {
  const transaction = (await open()).transaction(FILES, "readwrite");
  transaction.objectStore(FILES).put(file, fileKey(id, name));
  await finished(transaction);
}

export async function readFile(id: string, name: string): Promise<Blob | null> {
  const found = await settle((await open()).transaction(FILES).objectStore(FILES).get(fileKey(id, name)));
  return (found as Blob | undefined) ?? null;
}

export async function deleteFile(id: string, name: string): Promise<void> {
  const transaction = (await open()).transaction(FILES, "readwrite");
  transaction.objectStore(FILES).delete(fileKey(id, name));
  await finished(transaction);
}

/** Forgets a draft and its files. */
export async function deleteDraft(id: string): Promise<void> {
  const transaction = (await open()).transaction([RECORDS, FILES], "readwrite");
  transaction.objectStore(RECORDS).delete(id);
  transaction.objectStore(FILES).delete(IDBKeyRange.bound(`${id}/`, `${id}/\uffff`));
  await finished(transaction);
}
