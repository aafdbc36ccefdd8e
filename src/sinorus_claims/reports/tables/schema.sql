-- Indexes and views of claims.sqlite. The tables are made from columns.tsv.

CREATE INDEX articles_outlet_date ON articles (outlet, date);
CREATE INDEX claims_outlet_date ON claims (outlet, date);
CREATE INDEX claims_speaker ON claims (speaker);
CREATE INDEX claims_date ON claims (date);
CREATE INDEX groups_verdict ON groups (verdict);
CREATE INDEX pairs_relation_score ON pairs (relation, score);
CREATE INDEX quantities_unit_value ON quantities (unit, value);
CREATE INDEX dates_first_day ON dates (first_day);
CREATE INDEX entities_name ON entities (name);

-- Both sides of every conflict, the strongest first.
CREATE VIEW conflicts AS
SELECT
    ground, score, detail,
    left_speaker, left_cue, left_text, left_outlet, left_date,
    right_speaker, right_cue, right_text, right_outlet, right_date,
    voices, left_value, right_value, left_url, right_url, left_place, right_place,
    left_id, right_id, id AS pair_id
FROM pairs
WHERE relation = 'conflicts'
ORDER BY score DESC, p_conflict DESC, id;

-- Every attributed claim, by speaker over all articles, then by date.
CREATE VIEW who_said_what AS
SELECT
    coalesce(s.name, c.speaker, CASE c.kind WHEN 'narrated' THEN c.outlet END) AS speaker,
    c.role, c.speaker_kind, c.cue, c.stance, c.cue_negated, c.text, c.kind, c.outlet, c.date,
    c.headline, c.url, c.path, c.line, c.id AS claim_id
FROM claims AS c
LEFT JOIN speakers AS s ON s.id = c.speaker_id
ORDER BY 1 COLLATE NOCASE NULLS LAST, c.date, c.id;

-- Groups in which two voices of two independent origins agree.
CREATE VIEW corroborated AS
SELECT
    label, independent_count, outlet_count, speaker_count, independent_outlets, speakers, outlets,
    first_date, last_date, id AS group_id
FROM groups
WHERE verdict = 'corroborated'
ORDER BY independent_count DESC, outlet_count DESC, id;

-- Claims that only one independent origin has; what holds figures or dates comes first.
CREATE VIEW single_source AS
SELECT
    c.speaker, c.text, c.outlet, c.date, c.quantities, c.dates, c.headline, c.url, c.path, c.line,
    c.id AS claim_id
FROM claims AS c
WHERE coalesce(c.independent_count, 1) < 2
ORDER BY c.quantities = '[]' AND c.dates = '[]', c.outlet, c.date, c.id;

-- Each group against each outlet that carries it: how, and in a conflict on which side.
CREATE VIEW outlet_matrix AS
SELECT
    g.label, g.verdict, c.outlet,
    count(DISTINCT c.id) AS claims,
    json_group_array(DISTINCT c.stance) FILTER (WHERE c.stance IS NOT NULL) AS stances,
    (
        SELECT json_group_array(
            DISTINCT CASE WHEN s.stance = 'denies' THEN 'denies: ' ELSE '' END || s.label
        )
        FROM sides AS s
        JOIN side_claims AS sc ON sc.side_id = s.id
        JOIN claims AS cc ON cc.id = sc.claim_id
        WHERE s.group_id = g.id AND cc.outlet = c.outlet
    ) AS sides,
    g.id AS group_id
FROM groups AS g
JOIN members AS m ON m.group_id = g.id
JOIN claims AS c ON c.id = m.claim_id
GROUP BY g.id, c.outlet
ORDER BY min(g.rowid), c.outlet;

-- Outlets that carry one side only of a conflict, with the side that they leave out.
CREATE VIEW one_sided AS
SELECT
    o.value AS outlet,
    ours.stance AS carried_stance, ours.label AS carried,
    theirs.stance AS left_out_stance, theirs.label AS left_out,
    theirs.outlets AS left_out_in, ours.ground, ours.conflict, ours.group_id
FROM sides AS ours
JOIN json_each(ours.outlets) AS o
JOIN sides AS theirs
    ON theirs.group_id = ours.group_id AND theirs.conflict = ours.conflict AND theirs.id <> ours.id
WHERE NOT EXISTS (SELECT 1 FROM json_each(theirs.outlets) AS t WHERE t.value = o.value)
ORDER BY o.value, ours.id, theirs.id;

-- How often the claims of two outlets stand in each relation.
CREATE VIEW outlet_pairs AS
SELECT
    min(left_outlet, right_outlet) AS outlet,
    max(left_outlet, right_outlet) AS other_outlet,
    count(*) AS pairs,
    sum(relation = 'conflicts') AS conflicts,
    sum(relation = 'agrees') AS agrees,
    sum(relation IN ('same_quote', 'restates')) AS same_voice,
    sum(relation = 'quote_variant') AS quote_variants,
    sum(relation = 'updates') AS updates,
    sum(relation IN ('unsure', 'related')) AS open
FROM pairs
WHERE left_outlet <> right_outlet
GROUP BY 1, 2
ORDER BY conflicts DESC, pairs DESC, 1, 2;

-- What each named speaker says, how, and how often against somebody.
CREATE VIEW speaker_counts AS
SELECT
    s.name AS speaker, s.kind, s.role,
    count(*) AS claims,
    count(DISTINCT c.outlet) AS outlets,
    sum(c.kind IN ('direct', 'mixed')) AS quoted,
    sum(c.stance = 'denies') AS denials,
    sum(c.relation = 'conflicts') AS in_conflict,
    min(c.date) AS first_date,
    max(c.date) AS last_date,
    s.id AS speaker_id
FROM speakers AS s
JOIN claims AS c ON c.speaker_id = s.id
GROUP BY s.id
ORDER BY claims DESC, s.name COLLATE NOCASE, s.id;

-- What one speaker said about one topic on different days.
CREATE VIEW said_over_time AS
SELECT
    t.speaker, t.topic, c.date, c.text, tc.days, tc.relation, tc.ground, c.outlet, c.url,
    t.id AS thread_id, c.id AS claim_id
FROM threads AS t
JOIN thread_claims AS tc ON tc.thread_id = t.id
JOIN claims AS c ON c.id = tc.claim_id
ORDER BY t.speaker COLLATE NOCASE, t.id, tc.position;
