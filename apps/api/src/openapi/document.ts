import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { addAnswers } from './answers.js';
import { addExamples } from './examples.js';
import { addRefusals } from './refusals.js';

/** The full contract, generated from the validating schemas, with answers, refusals and examples. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Lineup')
    .setVersion('1')
    .setDescription('Plan, approve and publish posts on several networks.')
    .addCookieAuth('lineup.session_token')
    .addBearerAuth();
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return addExamples(addRefusals(addAnswers(document)));
}
