// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/readings.h"

namespace lab
{

std::vector<PlaneReading> planeReadings(const ChannelGeometry& geometry, OutputCell output)
{
    assert(geometry.kind != ChannelKind::Flatten);
    const Geometry& plane = geometry.plane;
    std::vector<PlaneReading> readings;
    if (geometry.kind == ChannelKind::Transposed) {
        // The other convolution reads our output: what it touches with this cell is what stamps it.
        for (const Contact& contact : plane.outputsTouchedBy({output.row, output.col})) {
            const InputCell cell{contact.output.row, contact.output.col};
            readings.push_back({cell, cell, contact.weight});
        }
        return readings;
    }
    readings.reserve(std::size_t(plane.taps()));
    for (int a = 0; a < plane.rows.kernel; ++a)
        for (int b = 0; b < plane.cols.kernel; ++b) {
            const InputCell position = plane.positionAt(output, a, b);
            readings.push_back({position, plane.sourceOf(position), plane.weightAt(a, b)});
        }
    return readings;
}

std::vector<ChannelReading> readingsOf(const ChannelGeometry& geometry, MapCell output)
{
    assert(inside(output, geometry.output));
    if (geometry.kind == ChannelKind::Flatten) {
        const MapCell cell = cellAt(geometry.input, output.col);
        return {{cell, cell, {}}};
    }
    const auto plane = planeReadings(geometry, {output.row, output.col});
    std::vector<ChannelReading> readings;
    readings.reserve(plane.size() * std::size_t(geometry.insOfGroup()));
    for (int in = 0; in < geometry.insOfGroup(); ++in) {
        const int channel = geometry.inputChannel(output.channel, in);
        for (const PlaneReading& reading : plane) {
            ChannelReading one{{channel, reading.position.row, reading.position.col},
                               std::nullopt,
                               {output.channel, in, reading.weight.row, reading.weight.col}};
            if (reading.source)
                one.source = MapCell{channel, reading.source->row, reading.source->col};
            readings.push_back(one);
        }
    }
    return readings;
}

std::vector<ChannelContact> contactsOf(const ChannelGeometry& geometry, MapCell input)
{
    assert(inside(input, geometry.input));
    const Geometry& plane = geometry.plane;
    if (geometry.kind == ChannelKind::Flatten) {
        const MapsShape shape = geometry.input;
        return {{{0, 0, (input.channel * shape.rows + input.row) * shape.cols + input.col}, {}}};
    }
    std::vector<Contact> contacts;
    if (geometry.kind == ChannelKind::Transposed) {
        const OutputCell cell{input.row, input.col};
        for (int t = 0; t < plane.taps(); ++t)
            if (const auto source = plane.sourceOf(plane.positionOfTap(cell, t)))
                contacts.push_back(
                    {{source->row, source->col}, plane.weightAt(t / plane.cols.kernel, t % plane.cols.kernel)});
        std::sort(contacts.begin(), contacts.end());
    } else {
        contacts = plane.outputsTouchedBy({input.row, input.col});
    }
    const int in = input.channel % geometry.insOfGroup();
    std::vector<ChannelContact> all;
    all.reserve(contacts.size() * std::size_t(geometry.outsOfGroup()));
    for (int o = 0; o < geometry.outsOfGroup(); ++o) {
        const int out = geometry.outputChannel(input.channel, o);
        for (const Contact& contact : contacts)
            all.push_back(
                {{out, contact.output.row, contact.output.col}, {out, in, contact.weight.row, contact.weight.col}});
    }
    return all;
}

} // namespace lab
