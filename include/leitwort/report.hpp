#pragma once

/// The report room: results → bytes. It opens no files; bytes go to a sink.
///
///     tables.hpp    every table, its columns and what they mean
///     reading.hpp   what people read
///     exchange.hpp  what other programs read
///
///     leitwort::write_boilerplate(suspected, documents, leitwort::TableFormat::csv, sink);

#include <leitwort/exchange.hpp>
#include <leitwort/reading.hpp>
#include <leitwort/tables.hpp>
