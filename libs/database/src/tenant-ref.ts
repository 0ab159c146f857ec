import { JoinColumn, ManyToOne, type ObjectType } from 'typeorm';

/**
 * A foreign key that carries the organisation: `(organisation_id, column) → (organisation_id, id)`, so that a row
 * can never point into another organisation, whatever the code does.
 */
export function TenantRef(
  target: () => ObjectType<object>,
  column: string,
  constraint: string,
  onDelete: 'CASCADE' | 'RESTRICT' = 'RESTRICT',
): PropertyDecorator {
  return (prototype, property) => {
    ManyToOne(target, { onDelete, nullable: true })(prototype, property);
    JoinColumn([
      {
        name: 'organisation_id',
        referencedColumnName: 'organisationId',
        foreignKeyConstraintName: constraint,
      },
      { name: column, referencedColumnName: 'id', foreignKeyConstraintName: constraint },
    ])(prototype, property);
  };
}
