#pragma once

/// Everything. tests/package/example.cpp is a complete program.

#include <leitwort/analysis.hpp>
#include <leitwort/boilerplate.hpp>
#include <leitwort/corpus.hpp>
#include <leitwort/error.hpp>
#include <leitwort/formulations.hpp>
#include <leitwort/history.hpp>
#include <leitwort/measures.hpp>
#include <leitwort/page.hpp>
#include <leitwort/passages.hpp>
#include <leitwort/report.hpp>
#include <leitwort/sequence.hpp>
#include <leitwort/sharing.hpp>
#include <leitwort/similarity.hpp>
#include <leitwort/statistics.hpp>
#include <leitwort/text.hpp>
#include <leitwort/version.hpp>
#include <leitwort/watchlist.hpp>
