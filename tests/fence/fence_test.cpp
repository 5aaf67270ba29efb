// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which room may include what; nothing points back. The sources are read as text, so
// that the fences hold also where the compiler would let an include pass.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace
{

namespace fs = std::filesystem;

struct Include {
    int line;
    std::string header;
    bool quoted;
};

std::vector<Include> includesOf(const std::string& text)
{
    static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
    std::vector<Include> includes;
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number)
        if (std::smatch match; std::regex_match(line, match, pattern))
            includes.push_back({number, match[2], match[1] == "\""});
    return includes;
}

struct Source {
    std::string path; ///< from the top of the project, with '/'
    std::string text;
};

std::vector<Source> sourcesUnder(const std::string& folder)
{
    const fs::path top = LAB_SOURCE_DIR;
    std::vector<Source> sources;
    if (!fs::exists(top / folder))
        return sources;
    for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
        const std::string extension = entry.path().extension().string();
        if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp"))
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        sources.push_back({fs::relative(entry.path(), top).generic_string(),
                           {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}});
    }
    std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
    return sources;
}

bool matches(const std::string& text, const char* pattern)
{
    return std::regex_match(text, std::regex(pattern));
}

bool beginsWith(const std::string& text, const char* prefix)
{
    return text.rfind(prefix, 0) == 0;
}

/// The standard library, or the SIMD library.
bool isStandard(const Include& include)
{
    return !include.quoted && (matches(include.header, "[a-z_0-9]+") || beginsWith(include.header, "hwy/"));
}

bool isQt(const Include& include)
{
    return matches(include.header, "Qt?[A-Z].*|q[a-z0-9_]+\\.h");
}

/// Classes of Qt Widgets that are included by name.
bool isWidgets(const Include& include)
{
    return matches(
        include.header,
        "QtWidgets.*|QWidget.*|QApplication|QMainWindow|QFrame|QLabel|QMessageBox|QCompleter|QRubberBand"
        "|Q.*(Dialog|Button|ButtonGroup|LineEdit|TextEdit|DateEdit|TimeEdit|SequenceEdit|GroupBox"
        "|ComboBox|CheckBox|SpinBox|ToolBox|ButtonBox)"
        "|Q(|HBox|VBox|Box|Grid|Form|Stacked)Layout|QLayoutItem"
        "|Q(List|Table|Tree|Column|Header|Undo|AbstractItem)(View|Widget)|QGraphics.*"
        "|QAbstractScrollArea|QAbstractSlider|QScroll(Area|Bar|er.*)|QSlider|QDial|QProgressBar"
        "|QDock.*|QTab(Bar|Widget)|QStacked.*|QSplitter.*|QSplashScreen|QSizeGrip|QMdi.*"
        "|QMenu(Bar)?|QTool(Bar|Tip)|QStatusBar|QSystemTrayIcon|QWhatsThis|QGesture.*"
        "|QStyle(|Option.*|Factory|Painter|Plugin|dItemDelegate)|QCommonStyle|QProxyStyle|QDataWidgetMapper");
}

bool isCharts(const Include& include)
{
    return matches(include.header, "QtCharts.*|Q.*Chart(View)?|Q.*Series|Q.*Axis|QLegend.*|Q.*ModelMapper"
                                   "|Q(Bar|Box|Candlestick)Set|QPieSlice");
}

/// Asserts `allowed` of every include under `folder`, and says which it is not true of.
template <class Allowed>
void expectIncludes(const std::string& folder, Allowed allowed)
{
    for (const Source& source : sourcesUnder(folder))
        for (const Include& include : includesOf(source.text))
            EXPECT_TRUE(allowed(source, include))
                << source.path << ":" << include.line << ": " << include.header << " must not be included here";
}

TEST(Fence, CoreIncludesItselfAndTheStandardLibraryOnly)
{
    ASSERT_GT(sourcesUnder("core").size(), 10U) << "looked in " << LAB_SOURCE_DIR;
    expectIncludes("core", [](const Source&, const Include& include) {
        return include.quoted ? beginsWith(include.header, "core/") : isStandard(include);
    });
}

// The mathematics can be read without knowing vectors.
TEST(Fence, OnlyVectorLoopsIncludeTheSimdLibrary)
{
    expectIncludes("core", [](const Source& source, const Include& include) {
        const bool loops = matches(source.path, "core/engine/([a-z_]+_simd\\.cpp|simd\\.h)");
        return loops || (!beginsWith(include.header, "hwy/") && include.header != "core/engine/simd.h");
    });
}

/// A room and what it may include beside itself; docs/architecture.md draws it. A prefix stands for all rooms under
/// it.
struct Room {
    const char* name;
    std::vector<const char*> mayInclude;
    bool widgets = false;
};

const std::vector<Room>& rooms()
{
    static const std::vector<Room> table{
        {"core/numbers", {}},
        {"core/geometry", {"core/numbers"}},
        {"core/engine", {"core/numbers", "core/geometry"}},
        {"core/layers", {"core/numbers", "core/geometry", "core/engine"}},
        {"core/channels", {"core/numbers", "core/geometry", "core/layers"}},
        {"core/workshop", {"core/numbers"}},
        {"core/learning", {"core/numbers", "core/geometry", "core/engine", "core/layers"}},
        {"core/session",
         {"core/numbers", "core/geometry", "core/engine", "core/layers", "core/learning", "core/channels"}},
        {"core/teaching",
         {"core/numbers", "core/geometry", "core/engine", "core/layers", "core/learning", "core/session",
          "core/channels"}},
        {"core/lessons",
         {"core/numbers", "core/geometry", "core/engine", "core/layers", "core/learning", "core/session",
          "core/teaching", "core/channels"}},
        {"core/code",
         {"core/numbers", "core/geometry", "core/engine", "core/layers", "core/learning", "core/session"}},
        {"ui/io", {"core"}},
        {"ui/paint", {"core"}},
        {"ui/scenes", {"core", "ui/paint"}},
        {"ui/model", {"core", "ui/io", "ui/paint"}},
        {"ui/widgets", {"core", "ui/paint", "ui/scenes"}, true},
        {"ui/settings", {"core", "ui/paint", "ui/widgets", "ui/io", "ui/model"}, true},
        {"ui/channels", {"core", "ui/paint", "ui/scenes", "ui/widgets", "ui/io", "ui/model", "ui/settings"}, true},
        {"ui/code", {"core", "ui/paint", "ui/scenes", "ui/widgets", "ui/io", "ui/model"}, true},
        {"ui/stage", {"core", "ui/paint", "ui/scenes", "ui/widgets", "ui/model", "ui/settings"}, true},
        {"ui/picture",
         {"core", "ui/paint", "ui/scenes", "ui/widgets", "ui/io", "ui/model", "ui/settings", "ui/stage"},
         true},
        {"ui/learning", {"core", "ui/paint", "ui/scenes", "ui/widgets", "ui/io", "ui/model"}, true},
        {"ui/lessons", {"core", "ui/paint", "ui/scenes", "ui/widgets", "ui/io", "ui/model"}, true},
        // The matrix lights what the stage points at, and asks the stage for it.
        {"ui/layers",
         {"core", "ui/paint", "ui/scenes", "ui/widgets", "ui/io", "ui/model", "ui/settings", "ui/stage"},
         true},
        {"ui/window", {"core", "ui"}, true},
        {"app", {"core", "ui"}, true},
    };
    return table;
}

bool inside(const std::string& path, const std::string& room)
{
    return beginsWith(path, (room + "/").c_str());
}

TEST(Fence, ARoomIncludesOnlyWhatItsRowAllows)
{
    for (const Room& room : rooms()) {
        EXPECT_FALSE(sourcesUnder(room.name).empty()) << room.name << " is empty";
        expectIncludes(room.name, [&](const Source&, const Include& include) {
            if (!include.quoted)
                return room.widgets || (!isWidgets(include) && !isCharts(include));
            return inside(include.header, room.name) ||
                   std::any_of(room.mayInclude.begin(), room.mayInclude.end(),
                               [&](const char* other) { return inside(include.header, other); });
        });
    }
}

TEST(Fence, EverySourceStandsInARoom)
{
    for (const char* folder : {"app", "core", "ui"})
        for (const Source& source : sourcesUnder(folder))
            EXPECT_TRUE(std::any_of(rooms().begin(), rooms().end(), [&](const Room& room) {
                return inside(source.path, room.name);
            })) << source.path;
}

TEST(Fence, NoPainterNamesAWidget)
{
    for (const char* folder : {"ui/paint", "ui/scenes"})
        for (const Source& source : sourcesUnder(folder))
            EXPECT_EQ(source.text.find("QWidget"), std::string::npos) << source.path;
}

TEST(Fence, QtChartsStaysInTheLossChart)
{
    for (const char* folder : {"app", "core", "ui"})
        expectIncludes(folder, [](const Source& source, const Include& include) {
            return !isCharts(include) || matches(source.path, "ui/widgets/(loss|profile)_chart\\..*");
        });
}

TEST(Fence, TestsOfTheCoreKnowNoQt)
{
    expectIncludes("tests/core", [](const Source&, const Include& include) { return !isQt(include); });
}

TEST(Sources, BeginWithTheirLicence)
{
    for (const char* folder : {"app", "core", "ui", "tests"})
        for (const Source& source : sourcesUnder(folder))
            EXPECT_TRUE(beginsWith(source.text, "// SPDX-FileCopyrightText: Corr2D Lab contributors\n"
                                                "// SPDX-License-Identifier: GPL-3.0-or-later\n"))
                << source.path;
}

TEST(Sources, NameEveryIconAndNoOther)
{
    const fs::path top = LAB_SOURCE_DIR;
    std::string all;
    for (const char* folder : {"app", "ui"})
        for (const Source& source : sourcesUnder(folder))
            all += source.text;
    std::ifstream style(top / "resources/style.qss");
    const std::string sheet{std::istreambuf_iterator<char>(style), std::istreambuf_iterator<char>()};
    ASSERT_FALSE(sheet.empty());
    for (const auto& entry : fs::directory_iterator(top / "resources/icons")) {
        const std::string name = entry.path().stem().string(), file = "/icons/" + entry.path().filename().string();
        EXPECT_TRUE(all.find('"' + name + '"') != std::string::npos || all.find(file) != std::string::npos ||
                    sheet.find(file) != std::string::npos)
            << name << " is used nowhere";
    }
    // What a source asks icon() for is asserted there.
    static const std::regex url(R"(/icons/([a-z0-9-]+\.svg))");
    for (std::sregex_iterator it(sheet.begin(), sheet.end(), url), end; it != end; ++it)
        EXPECT_TRUE(fs::exists(top / "resources/icons" / (*it)[1].str())) << (*it)[1];
}

/// The headers of ours that a file reads, directly or not.
std::set<std::string> headersOf(const std::string& path)
{
    std::set<std::string> seen;
    std::vector<std::string> open{path};
    while (!open.empty()) {
        std::ifstream file(fs::path(LAB_SOURCE_DIR) / open.back(), std::ios::binary);
        open.pop_back();
        for (const Include& include :
             includesOf({std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}))
            if (include.quoted && seen.insert(include.header).second)
                open.push_back(include.header);
    }
    return seen;
}

// A change of the session is not to compile the whole program anew: headers declare it, and name changes.h. What is
// asked of a session reads it as a whole.
TEST(Sources, FewReadTheWholeSession)
{
    constexpr int kMost = 50;
    int readers = 0;
    for (const char* folder : {"app", "core", "ui"})
        for (const Source& source : sourcesUnder(folder))
            readers += source.path.ends_with(".cpp") && !inside(source.path, "core/teaching") &&
                       !inside(source.path, "core/lessons") && !inside(source.path, "ui/lessons") &&
                       headersOf(source.path).contains("core/session/session.h");
    EXPECT_GT(readers, 10);
    EXPECT_LE(readers, kMost);
}

TEST(Sources, HeadersAreReadOnce)
{
    for (const char* folder : {"app", "core", "ui", "tests"})
        for (const Source& source : sourcesUnder(folder))
            // simd.h is read again for each instruction set, which its own guard sees to.
            if (source.path.ends_with(".h") && source.path != "core/engine/simd.h") {
                EXPECT_NE(source.text.find("\n#pragma once\n"), std::string::npos) << source.path;
            }
}

// The fence itself: that it would see what it is there for.

TEST(FenceReader, FindsIncludesAndNothingElse)
{
    const auto includes = includesOf("#include <QWidget>\n// #include <QLabel>\n  #  include \"ui/x.h\" // why\n"
                                     "const char* s = \"#include <QMenu>\";\n");
    ASSERT_EQ(includes.size(), 2U);
    EXPECT_EQ(includes[0].header, "QWidget");
    EXPECT_FALSE(includes[0].quoted);
    EXPECT_EQ(includes[1].header, "ui/x.h");
    EXPECT_TRUE(includes[1].quoted);
    EXPECT_EQ(includes[1].line, 3);
}

TEST(FenceReader, KnowsWidgetsFromTheRestOfQt)
{
    for (const char* header :
         {"QWidget",     "QApplication", "QtWidgets/QLabel", "QFileDialog", "QMessageBox", "QMenu",
          "QVBoxLayout", "QLayout",      "QToolButton",      "QTreeWidget", "QTableView",  "QGraphicsView",
          "QComboBox",   "QSpinBox",     "QCheckBox",        "QSlider",     "QScrollBar",  "QStyleOption",
          "QStyle",      "QUndoView",    "QToolTip",         "QLineEdit",   "QTabWidget",  "QDockWidget"})
        EXPECT_TRUE(isWidgets({1, header, false})) << header;
    for (const char* header : {"QImage", "QPainter", "QString", "QStyleHints", "QTextLayout", "QUndoStack", "QAction",
                               "QGuiApplication", "QCoreApplication", "QJsonDocument", "QAbstractItemModel",
                               "QWindow", "QStaticText", "QScreen", "QFontMetricsF", "QTextDocument", "vector"})
        EXPECT_FALSE(isWidgets({1, header, false})) << header;
}

TEST(FenceReader, KnowsChartsAndTheStandardLibrary)
{
    for (const char* header : {"QChart", "QChartView", "QLineSeries", "QScatterSeries", "QValueAxis", "QLogValueAxis",
                               "QtCharts/QChart", "QtCharts", "QLegend"})
        EXPECT_TRUE(isCharts({1, header, false})) << header;
    for (const char* header : {"QLine", "QCharRef", "QList", "QPainter"})
        EXPECT_FALSE(isCharts({1, header, false})) << header;
    for (const char* header : {"vector", "stop_token", "cmath", "hwy/highway.h"})
        EXPECT_TRUE(isStandard({1, header, false})) << header;
    for (const char* header : {"QString", "QtGlobal", "qglobal.h", "QtCore/QString", "unistd.h", "core/grid.h"})
        EXPECT_FALSE(isStandard({1, header, false})) << header;
    EXPECT_TRUE(isQt({1, "qglobal.h", false}));
    EXPECT_TRUE(isQt({1, "QString", false}));
    EXPECT_TRUE(isQt({1, "QtCore", false}));
    EXPECT_FALSE(isQt({1, "queue", false}));
}

} // namespace
