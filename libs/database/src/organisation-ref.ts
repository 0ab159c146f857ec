import { JoinColumn, ManyToOne } from 'typeorm';

type OnDelete = 'CASCADE' | 'RESTRICT';

/**
 * A foreign key that includes the organisation: `(organisation_id, column) → (organisation_id, id)`, so that a row
 * can never refer to another organisation.
 * @param target entity by name, so that a lib need not import a higher one
 */
export function SameOrganisationRef(
  target: string,
  column: string,
  constraint: string,
  onDelete: OnDelete = 'RESTRICT',
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

/** The foreign key of a row to its organisation; deleting the organisation deletes the row. */
export function OrganisationRef(constraint: string): PropertyDecorator {
  return (prototype, property) => {
    ManyToOne('Organisation', { onDelete: 'CASCADE' })(prototype, property);
    JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: constraint })(prototype, property);
  };
}
