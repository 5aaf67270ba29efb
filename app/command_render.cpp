// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/results.h"
#include "app/stack.h"
#include "ui/io/session_file.h"
#include "ui/io/view_json.h"
#include "ui/paint/theme.h"
#include "ui/scenes/stage_render.h"
#include "ui/widgets/style.h"
#include "ui/window/animation_export.h"
#include "ui/window/page_picture.h"
#include "ui/window/pages.h"

#include <QApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QStyleFactory>

#include <algorithm>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::array kOfAnimations{"from"_L1,        "to"_L1,        "format"_L1, "fps"_L1,
                                   "pause-start"_L1, "pause-end"_L1, "grain"_L1};

Result<QImage> pictureFor(PageInput& input, const RenderOptions& options, const Geometry& geometry)
{
    if (input.view.page == "stage" || !infoOfPage(input.view.page).make)
        return renderStage(*input.session, options);
    if (options.window)
        input.view.position = Plan(geometry, Grain::Window).at(*options.window).position;
    return pictureOfPage(input, options.size, themeFor(options.colours));
}

/// How an animation is written: as --format says, or the ending of its file.
const AnimationFormat* formatOf(Arguments& arguments, const QString& path)
{
    const AnimationFormat* format = arguments.has("format"_L1)
                                        ? animationFormat(arguments.text("format"_L1).toStdString())
                                        : animationFormat(QFileInfo(path).suffix().toLower().toStdString());
    if (isStandardOutput(path) || !format || (!arguments.has("format"_L1) && format->folder)) {
        arguments.setProblem(Arguments::tr("An animation needs an --output that ends in .gif, .mp4 or .webm, or a "
                                           "--format and the name of a file or, "
                                           "for numbered pictures, a folder."));
        return nullptr;
    }
    if (const QString absence = absenceOf(*format); !absence.isEmpty())
        arguments.refuse(absence);
    return format;
}

std::optional<Animation> animationOf(Arguments& arguments, const RenderOptions& options)
{
    Animation animation;
    animation.size = options.size;
    animation.colours = options.colours;
    animation.from = arguments.integer("from"_L1, 0, 0);
    if (arguments.has("to"_L1))
        animation.to = arguments.integer("to"_L1, 0, 0);
    AnimationTiming& timing = animation.timing;
    timing.perSecond = arguments.number("fps"_L1, timing.perSecond);
    timing.before = arguments.number("pause-start"_L1, timing.before);
    timing.after = arguments.number("pause-end"_L1, timing.after);
    if (options.window)
        arguments.setProblem(Arguments::tr("--step is for one picture, --from and --to are for several."));
    if (arguments.good())
        arguments.take(check(animation));
    return arguments.good() ? std::optional(animation) : std::nullopt;
}

Result<Done> exported(const Animation& animation, const AnimationFormat& format, const QString& path)
{
    AnimationExport job(animation, format, path);
    Result<Done> outcome = ErrorCode::Stopped;
    QEventLoop loop;
    QObject::connect(&job, &AnimationExport::finished, &loop, [&](const Result<Done>& result) {
        outcome = result;
        loop.quit();
    });
    job.start();
    loop.exec();
    return outcome;
}

} // namespace

int runRender(Arguments& arguments)
{
    RenderOptions options;
    options.size = arguments.size("size"_L1, options.size);
    options.colours = kAllColours[arguments.choice("theme"_L1)];
    if (arguments.has("step"_L1))
        options.window = arguments.integer("step"_L1, 0, 0);
    const QString path = arguments.text("output"_L1);
    const bool animated = std::ranges::any_of(kOfAnimations, [&](QLatin1String name) { return arguments.has(name); });
    const AnimationFormat* const format = animated ? formatOf(arguments, path) : nullptr;
    auto animation = format ? animationOf(arguments, options) : std::nullopt;
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
    if (animation) {
        if (arguments.has("grain"_L1)) {
            input.view.grain = grains()[arguments.choice("grain"_L1)].grain;
            input.view.byEpochs = false;
        }
        animation->page = input;
        applyTheme(themeFor(options.colours));
        arguments.take(exported(*animation, *format, path));
        return arguments.end();
    }
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
