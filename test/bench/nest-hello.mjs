// A bare Nest: says hello, or reads one row by pg. What Lineup's own requests and start are held against.
import 'reflect-metadata';
import { Controller, Get, Inject, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';

const [url, organisation] = process.argv.slice(2);
const POOL = Symbol('pool');

class Posts {
  constructor(pool) {
    this.pool = pool;
  }

  hello() {
    return { hello: 'world' };
  }

  async get(id) {
    const { rows } = await this.pool.query('SELECT * FROM post WHERE organisation_id = $1 AND id = $2', [
      organisation,
      id,
    ]);
    return rows[0];
  }
}
const method = (name, path) =>
  Get(path)(Posts.prototype, name, Object.getOwnPropertyDescriptor(Posts.prototype, name));
Inject(POOL)(Posts, undefined, 0);
Param('id')(Posts.prototype, 'get', 0);
method('hello', 'hello');
method('get', 'posts/:id');
Controller()(Posts);

class Hello {}
Module({
  controllers: [Posts],
  providers: [
    {
      provide: POOL,
      useFactory: () =>
        url
          ? new pg.Pool({
              connectionString: url,
              max: 10,
              options: '-c role=lineup_engine -c search_path=public',
            })
          : null,
    },
  ],
})(Hello);

const app = await NestFactory.create(Hello, { logger: false });
await app.listen(Number(process.env.PORT ?? 0), '127.0.0.1');
process.send?.({ port: app.getHttpServer().address().port });
process.once('disconnect', () => process.exit(0));
