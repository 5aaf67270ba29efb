// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arguments.h"
#include "core/numbers/picture.h"

#include <optional>
#include <string>
#include <vector>

namespace lab
{

struct Session;
struct SessionFile;

/// Layers on an input that they fit, and the one of them that is asked for.
struct Stack {
    PicturePtr input; ///< of the planes that are computed with
    std::vector<Layer> layers;
    std::vector<Geometry> geometries;
    std::size_t layer = 0;
};
enum class Unsaid { FirstLayer, LastLayer };

/// What is wrong with how a stack is given: it is that of FILE, or the layers of --kernel on --input.
void checkStack(Arguments& arguments);
/// That stack, with --input, --channel, --grey and --layer applied, or `unsaid`; the layers in place are all slid the
/// same way. None where `arguments` was told why, as below.
std::optional<Stack> readStack(Arguments& arguments, Unsaid unsaid = Unsaid::LastLayer);
/// The maps behind the first `layers` layers, one for each plane.
std::optional<std::vector<Grid>> mapsOf(Arguments& arguments, const Stack& stack, std::size_t layers);

/// The session that FILE holds or names, with its view; a picture or matrix becomes the input of the session that the
/// program starts with.
std::optional<SessionFile> readSession(Arguments& arguments);
/// The picture or matrix in a file, or in standard input for "-". What there is to say of it is noted. None for a
/// session.
std::optional<PicturePtr> readPicture(Arguments& arguments, const QString& path);
/// The same of the bytes that were read from there.
std::optional<PicturePtr> readPicture(Arguments& arguments, const QByteArray& bytes, const QString& path);
/// --channel and --grey: a session of one plane, as its target.
std::optional<Session> withPlanes(Arguments& arguments, Session session);
/// --layer as an index.
std::optional<std::size_t> layerNumber(Arguments& arguments, std::size_t layers, std::size_t fallback);
/// The input of a sample; null where there is none of that id.
PicturePtr namedSample(const std::string& id);

} // namespace lab
