import { createServer } from 'node:net';

const NOT_HERE = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else if (NOT_HERE.has(error.code ?? '')) resolve(true);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Whether a port is free, on IPv6's loopback too: browsers try it first for `localhost`. */
export async function isFree(port: number, host: string): Promise<boolean> {
  if (!(await canListen(port, host))) return false;
  return host !== '127.0.0.1' || canListen(port, '::1');
}

/** The first free port from a wanted one on. @throws Error when none of the next hundred is free */
export async function freePortFrom(wanted: number, host: string): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 100, 65_536); port++) {
    if (await isFree(port, host)) return port;
  }
  throw new Error(`None of the ports ${wanted} to ${wanted + 99} is free; set PORT`);
}
