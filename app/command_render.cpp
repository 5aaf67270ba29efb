// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/results.h"
#include "app/stack.h"
#include "ui/io/session_file.h"
#include "ui/io/view_json.h"
#include "ui/paint/theme.h"
#include "ui/scenes/stage_render.h"
#include "ui/window/page_picture.h"

#include <QApplication>
#include <QStyleFactory>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

Result<QImage> pictureFor(PageInput& input, const RenderOptions& options, const Geometry& geometry)
{
    if (input.view.page == "stage")
        return renderStage(*input.session, options);
    if (options.window)
        input.view.position = Plan(geometry, Grain::Window).at(*options.window).position;
    return pictureOfPage(input, options.size, themeFor(options.colours));
}

} // namespace

int runRender(Arguments& arguments)
{
    RenderOptions options;
    options.size = arguments.size("size"_L1, options.size);
    options.colours = kAllColours[arguments.choice("theme"_L1)];
    if (arguments.has("step"_L1))
        options.window = arguments.integer("step"_L1, 0, 0);
    if (!arguments.good())
        return arguments.end();

    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "corr2d-lab";
    char* argv[] = {name, nullptr};
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    auto file = readSession(arguments);
    const auto geometries =
        file ? arguments.take(resolve(file->session.input->shape(), file->session.layers)) : std::nullopt;
    if (!geometries)
        return arguments.end();
    PageInput input{std::make_shared<const Session>(std::move(file->session)), viewOf(file->view, {})};
    input.view.page = arguments.text("page"_L1, u"stage"_s).toStdString();
    const Geometry& geometry = (*geometries)[input.session->focus];
    const auto windows = geometry.output().cells();
    if (options.window.value_or(0) >= windows) {
        arguments.refuse(
            Arguments::tr("--step %1 is beyond the last window, which is %2.").arg(*options.window).arg(windows - 1));
        return arguments.end();
    }
    if (const auto image = arguments.take(pictureFor(input, options, geometry)))
        writePicture(arguments, *image);
    return arguments.end();
}

} // namespace lab
