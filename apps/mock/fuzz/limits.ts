// What a request may cost. None of these is a time: a request is compared with a cheap one that is sent in the same minute.

/** A request may take this many times the CPU time of a cheap one… */
export const maxTimeRatio: number = 30;
/** … and as much again for each of these many bytes that it, or the upstream, sends. */
export const bytesOfCheapRequest: number = 4096;
/** … and as much again for each of these many where an upstream's body grows by decoding. A proxy decodes no more than 64 MiB of it, which takes tens of milliseconds. */
export const cheapRequestsOfBomb: number = 4;
/** A shorter time than this, in milliseconds beyond what is allowed, is within the accuracy of the measurement. */
export const timeAccuracy: number = 10;

/** A response may have this many bytes beside the documented body: for its headers, and for the list of what is wrong. */
export const maxAddedBytes: number = 24 * 1024;
/** … and this many for each byte that the client, or the upstream, sends. */
export const maxAmplification: number = 4;

/** A mock may hold this many bytes of a request that it has responded to, as it records the last ones… */
export const maxHeldBytes: number = 256 * 1024;
/** … and this many for each byte that the client sends. */
export const maxHeldRatio: number = 8;
/** What it may hold in all, beyond what it held at its start: 16 MiB of recorded requests, and what the runtime keeps. */
export const maxHeldGrowth: number = 64 * 2 ** 20;

/** What the memory of a process may grow by while it responds: it copies bodies of 1 MiB, and collects its garbage late. */
export const maxPeakGrowth: number = 300 * 2 ** 20;
/** The same for a proxy, which takes responses of 64 MiB from its upstream, decodes them to no more, and parses them. */
export const maxProxyPeakGrowth: number = maxPeakGrowth + 6 * 64 * 2 ** 20;
