// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/results.h"
#include "app/stack.h"
#include "core/layers/receptive_field.h"
#include "core/numbers/number_text.h"
#include "ui/paint/words.h"

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// "0-2", and with holes "0 2 4".
QString indices(const std::vector<int>& ascending)
{
    if (ascending.empty())
        return u"-"_s;
    if (ascending.size() > 1 && ascending.back() - ascending.front() + 1 == int(ascending.size()))
        return QStringLiteral("%1-%2").arg(ascending.front()).arg(ascending.back());
    QStringList all;
    for (const int index : ascending)
        all += QString::number(index);
    return all.join(u' ');
}

/// Fields in maps that follow each other, from map `first` on; 0 is the input.
struct Fields {
    std::size_t first;
    std::vector<PathField> fields;
};

WordTable tableOf(const Fields& fields)
{
    const auto text = [](double value) { return QString::fromStdString(shortest(value)); };
    WordTable table{{u"map"_s, u"rows"_s, u"columns"_s, u"cells"_s, u"paths"_s, u"most"_s}, {}};
    for (std::size_t i = 0; i < fields.fields.size(); ++i) {
        const PathField& field = fields.fields[i];
        table.rows += {QString::number(fields.first + i),   indices(field.cells.rows), indices(field.cells.cols),
                       QString::number(field.cells.size()), text(field.total()),       text(field.most())};
    }
    return table;
}

Grid64 pathsOn(const PathField& field, Shape map)
{
    Grid64 paths(map);
    for (std::size_t r = 0; r < field.cells.rows.size(); ++r)
        for (std::size_t c = 0; c < field.cells.cols.size(); ++c)
            paths.at(field.cells.rows[r], field.cells.cols[c]) = field.rowPaths[r] * field.colPaths[c];
    return paths;
}

Shape shapeOf(const std::vector<Geometry>& geometries, std::size_t map)
{
    return map == 0 ? geometries.front().input() : geometries[map - 1].output();
}

/// The fields that are asked for.
std::optional<Fields> fieldsOf(Arguments& arguments, const std::vector<Geometry>& geometries, std::size_t layer)
{
    const bool back = arguments.has("cell"_L1);
    const auto name = back ? "cell"_L1 : "affects"_L1;
    const auto cell = arguments.cell(name);
    const Shape map = shapeOf(geometries, back ? layer + 1 : 0);
    if (cell->rows >= map.rows || cell->cols >= map.cols) {
        arguments.refuse(tr("--%1 %2 is outside its map, which has %3 × %4 cells.")
                             .arg(name, arguments.text(name))
                             .arg(map.rows)
                             .arg(map.cols));
        return std::nullopt;
    }
    if (back)
        return Fields{0, pathsBack(geometries, layer, {cell->rows, cell->cols})};
    Fields ahead{1, pathsAhead(geometries, 0, {cell->rows, cell->cols})};
    ahead.fields.resize(layer + 1);
    return ahead;
}

} // namespace

int runField(Arguments& arguments)
{
    checkStack(arguments);
    const int map = arguments.integer("map"_L1, 0, 0);
    arguments.cell("cell"_L1);
    arguments.cell("affects"_L1);
    if (arguments.has("cell"_L1) == arguments.has("affects"_L1))
        arguments.setProblem(tr("One of --cell and --affects says which cell."));
    if (!arguments.has("map"_L1) && (arguments.has("output"_L1) || arguments.has("format"_L1)))
        arguments.setProblem(tr("--output and --format are for --map."));
    if (!arguments.good())
        return arguments.end();
    const auto stack = readStack(arguments);
    const auto fields = stack ? fieldsOf(arguments, stack->geometries, stack->layer) : std::nullopt;
    if (!fields)
        return arguments.end();
    if (!arguments.has("map"_L1)) {
        const WordTable table = tableOf(*fields);
        print(arguments.has("csv"_L1) ? asCsv(table) : inColumns(table));
    } else if (const auto index = std::size_t(map) - fields->first; index < fields->fields.size()) {
        writeMaps(arguments,
                  std::vector<Grid64>{pathsOn(fields->fields[index], shapeOf(stack->geometries, std::size_t(map)))});
    } else {
        arguments.refuse(tr("--map %1 is none of the maps %2 to %3.")
                             .arg(map)
                             .arg(fields->first)
                             .arg(fields->first + fields->fields.size() - 1));
    }
    return arguments.end();
}

} // namespace lab
