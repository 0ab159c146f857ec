import { Module } from '@nestjs/common';
import { BrandController } from './brand.controller.js';
import { BrandEntities } from './brand.entities.js';
import { BrandService } from './brand.service.js';

/** Formats, baselines and their versions. */
@Module({ imports: [BrandEntities], controllers: [BrandController], providers: [BrandService] })
export class BrandModule {}
