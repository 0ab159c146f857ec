import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Answers, AnswersNothing, UuidParam } from '#lib/kernel';
import { Access, Who } from '../access/access.decorator.js';
import type { Principal } from '../access/principal.js';
import { addedMember, addMember, changeMember, member, memberPage } from '../identity.schemas.js';
import { MembersService } from './members.service.js';

@ApiTags('people')
@Controller('api/v1/members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get()
  @Access('viewer')
  @Answers(memberPage)
  list(@Who() who: Principal) {
    return this.members.list(who);
  }

  @Post()
  @Access('admin')
  @Answers(addedMember, 201)
  add(@Who() who: Principal, @Body({ schema: addMember }) body: z.output<typeof addMember>) {
    return this.members.add(who, body);
  }

  @Patch(':id')
  @Access('admin')
  @Answers(member)
  change(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: changeMember }) body: z.output<typeof changeMember>,
  ) {
    return this.members.changeRole(who, id, body.role);
  }

  @Delete(':id')
  @Access('admin')
  @AnswersNothing()
  remove(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.members.remove(who, id);
  }
}
