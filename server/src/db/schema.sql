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

-- Tells the ETags of this database from those of another life of the server.
CREATE TABLE origin (
  mark TEXT NOT NULL
) STRICT;
