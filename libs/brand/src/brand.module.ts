import { Module } from '@nestjs/common';
import { BrandController } from './brand.controller.js';
import { BrandService } from './brand.service.js';

/** Formats, baselines and their versions. */
@Module({ controllers: [BrandController], providers: [BrandService] })
export class BrandModule {}
