-- One column per field, so that a test can see which field a write touched.
-- Money, numbers and dates of custom fields are text: SQLite's REAL would round them.

CREATE TABLE account (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE company (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  name       TEXT NOT NULL
) STRICT;

CREATE TABLE category (
  id         INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id),
  parent_id  INTEGER REFERENCES category (id),
  name       TEXT NOT NULL
) STRICT;

-- ISO 3166-1 numeric codes. A country that is not listed is known to old records and to no list.
CREATE TABLE country (
  code   INTEGER PRIMARY KEY,
  name   TEXT NOT NULL,
  listed INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE template (
  id             INTEGER PRIMARY KEY,
  company_id     INTEGER NOT NULL REFERENCES company (id),
  name           TEXT NOT NULL,
  is_active      INTEGER NOT NULL,
  type           TEXT NOT NULL,
  -- How a record answers the map of this template's fields.
  keyed_by       TEXT NOT NULL CHECK (keyed_by IN ('name', 'id')),
  values_as_text INTEGER NOT NULL,
  answers_empty  INTEGER NOT NULL
) STRICT;

-- A field that is not listed was deleted from the template after records had taken values for it.
CREATE TABLE template_field (
  id          INTEGER PRIMARY KEY,
  template_id INTEGER NOT NULL REFERENCES template (id),
  name        TEXT NOT NULL,
  data_type   TEXT NOT NULL CHECK (data_type IN ('date', 'money', 'number', 'text', 'attachment')),
  is_active   INTEGER NOT NULL,
  position    INTEGER NOT NULL,
  listed      INTEGER NOT NULL
) STRICT;

CREATE TABLE customer (
  id                        INTEGER PRIMARY KEY,
  company_id                INTEGER NOT NULL REFERENCES company (id),
  name                      TEXT NOT NULL,
  category                  INTEGER REFERENCES category (id),
  contact_name              TEXT,
  contact_email             TEXT,
  contact_type              TEXT,
  contact_extra             TEXT,
  address_line_1            TEXT,
  address_line_2            TEXT,
  city                      TEXT,
  state_province            TEXT,
  zip_postal_code           TEXT,
  country                   INTEGER REFERENCES country (code),
  phone                     TEXT,
  mobile                    TEXT,
  fax                       TEXT,
  website                   TEXT,
  nda_signed                INTEGER,
  nda_signed_date           TEXT,
  msa_signed                INTEGER,
  msa_signed_date           TEXT,
  general_description       TEXT,
  supplementary_description TEXT,
  additional_description    TEXT,
  template                  INTEGER REFERENCES template (id),
  extra                     TEXT
) STRICT;

CREATE INDEX customer_by_company ON customer (company_id, id);

-- No row is null: the two are never told apart by an answer.
CREATE TABLE custom_value (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  field_id    INTEGER NOT NULL REFERENCES template_field (id),
  kind        TEXT NOT NULL,
  value       TEXT NOT NULL,
  PRIMARY KEY (customer_id, field_id)
) STRICT, WITHOUT ROWID;

-- Beside the customer and not in it, so that a write of one field changes one column.
CREATE TABLE revision (
  customer_id INTEGER PRIMARY KEY REFERENCES customer (id),
  number      INTEGER NOT NULL
) STRICT;

-- form-v1: a product of its own, with tables of its own. Decimals are text here as well.

CREATE TABLE v1_category (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  reference  TEXT,
  name       TEXT NOT NULL
) STRICT;

CREATE TABLE v1_segmentation (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  reference  TEXT,
  name       TEXT NOT NULL
) STRICT;

CREATE TABLE v1_region (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  reference  TEXT,
  name       TEXT NOT NULL
) STRICT;

CREATE TABLE v1_payment_type (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  reference  TEXT,
  name       TEXT NOT NULL
) STRICT;

-- The currencies that an account bills in.
CREATE TABLE v1_currency (
  account_id INTEGER NOT NULL REFERENCES account (id),
  code       TEXT NOT NULL,
  PRIMARY KEY (account_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE v1_customer (
  id                          INTEGER PRIMARY KEY,
  account_id                  INTEGER NOT NULL REFERENCES account (id),
  name                        TEXT,
  reference                   TEXT,
  reference2                  TEXT,
  barcode                     TEXT,
  is_active                   INTEGER NOT NULL DEFAULT 1,
  category_id                 INTEGER REFERENCES v1_category (id),
  customer_segmentation_id    INTEGER REFERENCES v1_segmentation (id),
  region_id                   INTEGER REFERENCES v1_region (id),
  user_id                     TEXT,
  comment                     TEXT,
  is_sub_customer             INTEGER NOT NULL DEFAULT 0,
  parent_customer             INTEGER REFERENCES v1_customer (id) DEFERRABLE INITIALLY DEFERRED,
  bill_with_parent            INTEGER NOT NULL DEFAULT 0,
  billing_address             TEXT,
  billing_postal_code         TEXT,
  billing_city                TEXT,
  billing_country             TEXT,
  billing_lat                 TEXT,
  billing_lng                 TEXT,
  is_same_address             INTEGER NOT NULL DEFAULT 1,
  address                     TEXT,
  postal_code                 TEXT,
  city                        TEXT,
  country                     TEXT,
  latitude                    TEXT,
  longitude                   TEXT,
  email                       TEXT,
  website                     TEXT,
  phone                       TEXT,
  mobile                      TEXT,
  fax                         TEXT,
  currency                    TEXT,
  credit_limit                TEXT,
  due_date_config_type        TEXT,
  due_date_config_number      TEXT,
  tax_number                  TEXT,
  company_registration_number TEXT,
  customer_risk               TEXT,
  customer_risk_color         TEXT,
  on_hold                     INTEGER NOT NULL DEFAULT 0,
  on_hold_reason              TEXT
) STRICT;

CREATE UNIQUE INDEX v1_customer_by_reference ON v1_customer (account_id, reference)
  WHERE reference IS NOT NULL;

CREATE TABLE v1_customer_payment (
  customer_id     INTEGER NOT NULL REFERENCES v1_customer (id),
  payment_type_id INTEGER NOT NULL REFERENCES v1_payment_type (id),
  PRIMARY KEY (customer_id, payment_type_id)
) STRICT, WITHOUT ROWID;

-- In the database and not beside it, so that a row and its image are stored together or not at all.
CREATE TABLE v1_image (
  customer_id INTEGER PRIMARY KEY REFERENCES v1_customer (id),
  file        TEXT NOT NULL,
  mime        TEXT NOT NULL,
  bytes       BLOB NOT NULL,
  small       BLOB NOT NULL,
  medium      BLOB NOT NULL
) STRICT;

-- `updated` in milliseconds since 1970, later with every write.
CREATE TABLE v1_revision (
  customer_id INTEGER PRIMARY KEY REFERENCES v1_customer (id),
  number      INTEGER NOT NULL,
  created     INTEGER NOT NULL,
  updated     INTEGER NOT NULL
) STRICT;

-- Tells the ETags of this database from those of another life of the server.
CREATE TABLE origin (
  mark TEXT NOT NULL
) STRICT;
