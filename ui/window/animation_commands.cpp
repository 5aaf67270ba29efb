// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/animation_commands.h"

#include "ui/io/error_text.h"
#include "ui/paint/words.h"
#include "ui/widgets/possible.h"
#include "ui/widgets/toast.h"
#include "ui/window/actions.h"
#include "ui/window/animation_dialog.h"
#include "ui/window/animation_export.h"
#include "ui/window/pages.h"

#include <QApplication>
#include <QFileInfo>

namespace lab
{

AnimationCommands::AnimationCommands(const Workbench& bench, QObject* parent) : QObject(parent), m_bench(bench)
{
    connect(bench.actions.exportAnimation, &QAction::triggered, this, &AnimationCommands::begin);
    connect(&bench.learner, &Learner::problemChanged, this, &AnimationCommands::follow);
    connect(&bench.view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.shown || changes.page || changes.timeline)
            follow();
    });
    connect(&bench.messages, &Toast::cancelled, this, [this](Toast::Doing what) {
        if (what == Toast::Doing::Exporting && m_export)
            m_export->cancel();
    });
    follow();
}

AnimationCommands::~AnimationCommands() = default;

/// Whether there is something that moves; not while a question asks for it.
void AnimationCommands::follow()
{
    const ViewModel& view = m_bench.view;
    const QString missing = !animates(infoOfPage(view.state().page)) ? tr("This page has neither steps nor epochs")
                            : view.byEpochs()                        ? m_bench.learner.problem()
                                                                     : QString();
    const bool asked = view.state().hidden.any();
    setPossible(*m_bench.actions.exportAnimation, missing.isEmpty() && !asked && !m_export,
                asked      ? tr("Not while something is asked of it")
                : m_export ? tr("Another animation is being exported")
                           : missing);
}

/// As it was chosen last, of what is shown now.
AnimationOffer AnimationCommands::offerNow() const
{
    const QWidget* page = &m_bench.pages.currentPage();
    AnimationOffer offer;
    if (m_chosen)
        offer = *m_chosen;
    else
        offer.animation.colours = themeOf(QApplication::palette()).colours;
    const bool asSeen = m_chosen && m_chosen->animation.size == m_chosen->seen;
    offer.seen = page->size();
    if (asSeen)
        offer.animation.size = offer.seen;
    offer.animation.page = {m_bench.document.snapshot(), m_bench.view.state()};
    const bool epochs = m_bench.view.byEpochs();
    offer.grains = !epochs && !m_bench.pages.current().ownSteps;
    offer.first = epochs ? 0 : 1;
    offer.last = [this, page, ofLayer = offer.grains](Grain grain) {
        return ofLayer ? m_bench.view.planAt(grain).count() - 1 : lastFrame(m_bench.view, m_bench.learner, page);
    };
    return offer;
}

QString AnimationCommands::pathFor(const AnimationFormat& format) const
{
    const QString title = tr("Export animation"), ending = QLatin1String(format.id);
    if (format.folder)
        return m_bench.asking.forFile(title, tr("Folders (*)"), QStringLiteral("corr2d-frames"), true);
    const QString path = m_bench.asking.forFile(title, QStringLiteral("%1 (*.%2)").arg(lab::tr(format.name), ending),
                                                QStringLiteral("corr2d.") + ending, true);
    return path.isEmpty() || !QFileInfo(path).suffix().isEmpty() ? path : path + QLatin1Char('.') + ending;
}

void AnimationCommands::begin()
{
    AnimationOffer offer = offerNow();
    if (!m_bench.asking.aboutAnimation(offer))
        return;
    m_chosen = std::make_unique<AnimationOffer>(offer);
    m_chosen->animation.page = {}; // no session lives on for it
    const QString path = pathFor(*offer.format);
    if (path.isEmpty())
        return;
    const QString name = QFileInfo(path).fileName();
    m_export = new AnimationExport(offer.animation, *offer.format, path, this);
    connect(m_export, &AnimationExport::progressed, this, [this, name](int frames, int of) {
        m_bench.messages.showProgress(Toast::Doing::Exporting, name, double(frames) / of);
    });
    connect(m_export, &AnimationExport::finished, this, [this, name](const Result<Done>& done) { end(name, done); });
    m_bench.messages.showProgress(Toast::Doing::Exporting, name);
    m_export->start();
    follow();
}

void AnimationCommands::end(const QString& name, const Result<Done>& done)
{
    m_export->deleteLater();
    m_export = nullptr;
    follow();
    m_bench.messages.endProgress(Toast::Doing::Exporting);
    if (done)
        m_bench.messages.showInfo(tr("Exported %1.").arg(name));
    else if (done.error().code == ErrorCode::Stopped)
        m_bench.messages.showInfo(tr("Exporting %1 was cancelled.").arg(name));
    else
        m_bench.messages.showError(tr("%1 Nothing was exported.").arg(sentence(done.error())));
}

} // namespace lab
