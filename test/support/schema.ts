/** Asks a database for every table, column, constraint, index, policy, trigger and grant of Lineup, as text to compare. */
export const SCHEMA_SQL = `
  SELECT format('column %s.%s.%s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable, column_default) AS line
    FROM information_schema.columns WHERE table_schema IN ('public', 'auth') AND table_name <> 'migrations'
  UNION ALL SELECT format('constraint %s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace IN ('public'::regnamespace, to_regnamespace('auth')) AND conrelid <> to_regclass('public.migrations')
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'auth') AND tablename <> 'migrations'
  UNION ALL SELECT format('policy %s %s %s %s', tablename, policyname, qual, with_check) FROM pg_policies
  UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT format('grant %s %s %s', grantee, table_name, privilege_type)
    FROM information_schema.role_table_grants WHERE grantee IN ('lineup_app', 'lineup_engine') AND table_schema = 'public'
  UNION ALL SELECT format('function %s', proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  ORDER BY line`;
