// Made from src/page/schema.json by src/page/generate.py: change these.

#include "page/contract.hpp"

namespace leitwort::page::contract {

void write(JsonText& json, const Setting& object) {
  json.open('[');
  write(json, object.name);
  write(json, object.value);
  json.close(']');
}

void write(JsonText& json, const Documents& object) {
  json.open('{');
  json.key("id");
  write(json, object.id);
  json.key("date");
  write(json, object.date);
  json.key("precision");
  write(json, object.precision);
  json.key("title");
  write(json, object.title);
  json.key("author");
  write(json, object.author);
  json.key("institution");
  write(json, object.institution);
  json.key("genre");
  write(json, object.genre);
  json.key("language");
  write(json, object.language);
  json.key("series");
  write(json, object.series);
  json.key("file");
  write(json, object.file);
  json.key("source_url");
  write(json, object.source_url);
  json.key("bytes");
  write(json, object.bytes);
  json.key("tokens");
  write(json, object.tokens);
  json.key("body_begin");
  write(json, object.body_begin);
  json.key("by_date");
  write(json, object.by_date);
  json.close('}');
}

void write(JsonText& json, const Periods& object) {
  json.open('{');
  json.key("length");
  write(json, object.length);
  json.key("names");
  write(json, object.names);
  json.key("documents");
  write(json, object.documents);
  json.key("tokens");
  write(json, object.tokens);
  json.key("of_document");
  write(json, object.of_document);
  json.close('}');
}

void write(JsonText& json, const Attested& object) {
  json.open('{');
  json.key("date");
  write(json, object.date);
  json.key("documents");
  write(json, object.documents);
  json.close('}');
}

void write(JsonText& json, const Became& object) {
  json.open('{');
  json.key("kind");
  write(json, object.kind);
  json.key("brief");
  write(json, object.brief);
  json.key("sentence");
  write(json, object.sentence);
  json.close('}');
}

void write(JsonText& json, const HandOver& object) {
  json.open('{');
  json.key("slot");
  write(json, object.slot);
  json.key("period");
  write(json, object.period);
  json.key("told");
  write(json, object.told);
  json.key("clear");
  write(json, object.clear);
  json.key("from");
  write(json, object.from);
  json.key("to");
  write(json, object.to);
  json.close('}');
}

void write(JsonText& json, const Formulation& object) {
  json.open('{');
  json.key("rank");
  write(json, object.rank);
  json.key("text");
  write(json, object.text);
  json.key("slots");
  write(json, object.slots);
  json.key("kind");
  write(json, object.kind);
  json.key("score");
  write(json, object.score);
  json.key("documents");
  write(json, object.documents);
  json.key("occurrences");
  write(json, object.occurrences);
  json.key("first");
  write(json, object.first);
  json.key("last");
  write(json, object.last);
  json.key("peak");
  write(json, object.peak);
  json.key("life");
  write(json, object.life);
  json.key("became");
  write(json, object.became);
  json.key("authors");
  write(json, object.authors);
  json.key("wordings");
  write(json, object.wordings);
  json.key("hand_overs");
  write(json, object.hand_overs);
  json.key("uses");
  write(json, object.uses);
  json.close('}');
}

void write(JsonText& json, const ClosePair& object) {
  json.open('{');
  json.key("a");
  write(json, object.a);
  json.key("b");
  write(json, object.b);
  json.key("jaccard");
  write(json, object.jaccard);
  json.key("shared");
  write(json, object.shared);
  json.key("error");
  write(json, object.error);
  json.close('}');
}

void write(JsonText& json, const PassageCounts& object) {
  json.open('{');
  json.key("all");
  write(json, object.all);
  json.key("clusters");
  write(json, object.clusters);
  json.key("written");
  write(json, object.written);
  json.close('}');
}

void write(JsonText& json, const BestPassage& object) {
  json.open('{');
  json.key("passage");
  write(json, object.passage);
  json.key("a");
  write(json, object.a);
  json.key("b");
  write(json, object.b);
  json.key("tokens");
  write(json, object.tokens);
  json.key("similarity");
  write(json, object.similarity);
  json.key("text");
  write(json, object.text);
  json.close('}');
}

void write(JsonText& json, const Limit& object) {
  json.open('{');
  json.key("kind");
  write(json, object.kind);
  json.key("k");
  write(json, object.k);
  json.key("what");
  write(json, object.what);
  json.key("shown");
  write(json, object.shown);
  json.key("all");
  write(json, object.all);
  json.key("file");
  write(json, object.file);
  json.close('}');
}

void write(JsonText& json, const Warning& object) {
  json.open('{');
  json.key("document");
  write(json, object.document);
  json.key("text");
  write(json, object.text);
  json.close('}');
}

void write(JsonText& json, const Core& object) {
  json.open('{');
  json.key("version");
  write(json, object.version);
  json.key("corpus");
  write(json, object.corpus);
  json.key("settings");
  write(json, object.settings);
  json.key("methods");
  write(json, object.methods);
  json.key("documents");
  write(json, object.documents);
  json.key("periods");
  write(json, object.periods);
  json.key("formulations");
  write(json, object.formulations);
  json.key("changed");
  write(json, object.changed);
  json.key("changes_at_first");
  write(json, object.changes_at_first);
  json.key("watched");
  write(json, object.watched);
  json.key("repeats");
  write(json, object.repeats);
  json.key("closest");
  write(json, object.closest);
  json.key("closest_k");
  write(json, object.closest_k);
  json.key("closest_method");
  write(json, object.closest_method);
  json.key("passages");
  write(json, object.passages);
  json.key("best_passages");
  write(json, object.best_passages);
  json.key("limits");
  write(json, object.limits);
  json.key("shared_tokens");
  write(json, object.shared_tokens);
  json.key("warnings");
  write(json, object.warnings);
  json.close('}');
}

void write(JsonText& json, const Wording& object) {
  json.open('{');
  json.key("text");
  write(json, object.text);
  json.key("values");
  write(json, object.values);
  json.key("documents");
  write(json, object.documents);
  json.key("occurrences");
  write(json, object.occurrences);
  json.close('}');
}

void write(JsonText& json, const FormulationDetail& object) {
  json.open('{');
  json.key("explanation");
  write(json, object.explanation);
  json.key("wordings");
  write(json, object.wordings);
  json.key("places");
  write(json, object.places);
  json.key("adoption");
  write(json, object.adoption);
  json.close('}');
}

void write(JsonText& json, const Interval& object) {
  json.open('[');
  write(json, object.low);
  write(json, object.high);
  json.close(']');
}

void write(JsonText& json, const Intervals& object) {
  json.open('{');
  json.key("share");
  write(json, object.share);
  json.key("count");
  write(json, object.count);
  json.close('}');
}

void write(JsonText& json, const FormulationsBlock& object) {
  json.open('{');
  json.key("rows");
  write(json, object.rows);
  json.key("intervals");
  write(json, object.intervals);
  json.close('}');
}

void write(JsonText& json, const SimilarityTable& object) {
  json.open('{');
  json.key("k");
  write(json, object.k);
  json.key("method");
  write(json, object.method);
  json.key("shingles");
  write(json, object.shingles);
  json.key("a");
  write(json, object.a);
  json.key("b");
  write(json, object.b);
  json.key("shared");
  write(json, object.shared);
  json.key("jaccard");
  write(json, object.jaccard);
  json.key("containment_a");
  write(json, object.containment_a);
  json.key("containment_b");
  write(json, object.containment_b);
  json.key("overlap");
  write(json, object.overlap);
  json.key("error");
  write(json, object.error);
  json.key("weighted");
  write(json, object.weighted);
  json.key("closest");
  write(json, object.closest);
  json.key("by_similarity");
  write(json, object.by_similarity);
  json.close('}');
}

void write(JsonText& json, const SimilarityBlock& object) {
  json.open('{');
  json.key("tables");
  write(json, object.tables);
  json.key("complete");
  write(json, object.complete);
  json.close('}');
}

void write(JsonText& json, const PassageRow& object) {
  json.open('{');
  json.key("number");
  write(json, object.number);
  json.key("a");
  write(json, object.a);
  json.key("b");
  write(json, object.b);
  json.key("a_begin");
  write(json, object.a_begin);
  json.key("a_end");
  write(json, object.a_end);
  json.key("b_begin");
  write(json, object.b_begin);
  json.key("b_end");
  write(json, object.b_end);
  json.key("tokens_a");
  write(json, object.tokens_a);
  json.key("tokens_b");
  write(json, object.tokens_b);
  json.key("matched");
  write(json, object.matched);
  json.key("similarity");
  write(json, object.similarity);
  json.key("score");
  write(json, object.score);
  json.key("label");
  write(json, object.label);
  json.key("cluster");
  write(json, object.cluster);
  json.key("runs");
  write(json, object.runs);
  json.close('}');
}

void write(JsonText& json, const PassageVersion& object) {
  json.open('{');
  json.key("document");
  write(json, object.document);
  json.key("begin");
  write(json, object.begin);
  json.key("end");
  write(json, object.end);
  json.key("order");
  write(json, object.order);
  json.close('}');
}

void write(JsonText& json, const PassageCluster& object) {
  json.open('{');
  json.key("number");
  write(json, object.number);
  json.key("versions");
  write(json, object.versions);
  json.close('}');
}

void write(JsonText& json, const Link& object) {
  json.open('{');
  json.key("a");
  write(json, object.a);
  json.key("b");
  write(json, object.b);
  json.key("passages");
  write(json, object.passages);
  json.key("tokens");
  write(json, object.tokens);
  json.close('}');
}

void write(JsonText& json, const PassagesBlock& object) {
  json.open('{');
  json.key("rows");
  write(json, object.rows);
  json.key("clusters");
  write(json, object.clusters);
  json.key("network");
  write(json, object.network);
  json.key("network_all");
  write(json, object.network_all);
  json.close('}');
}

void write(JsonText& json, const StretchesBlock& object) {
  json.open('{');
  json.key("of_document");
  write(json, object.of_document);
  json.close('}');
}

}  // namespace leitwort::page::contract
