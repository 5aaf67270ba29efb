// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/matrix_text.h"
#include "core/numbers/picture.h"
#include "core/session/view_state.h"
#include "ui/model/latest_job.h"
#include "ui/window/workbench.h"

#include <QObject>

#include <functional>
#include <optional>

class QMenu;

namespace lab
{

struct Session;

/// Changes of the input and of the kernel.
class EditCommands : public QObject
{
    Q_OBJECT
public:
    EditCommands(const Workbench& bench, QObject* parent);
    QMenu* kernelMenu(QWidget* parent);
    QMenu* sampleMenu(QWidget* parent);
    /// Makes it the kernel of the focused layer, which becomes a convolution.
    void useKernel(const QString& name, const Grid& values);

private:
    void edit(const QString& text, const std::function<void(Session&)>& change);
    void transposeInput();
    std::optional<Spot> focusedTensor() const;
    void copy();
    void openHistory();
    void connectTrials();
    void tryOut(const QString& name, Session after);
    void outputAsInput(int times);
    void copyPicture();
    void copyLatex();
    void paste();
    void pasteKernel(std::size_t layer, const std::string& text, const TextOptions& options);

    Workbench m_bench;
    LatestJob<Result<PicturePtr>> m_transposing;
    LatestJob<Result<QString>> m_copying;
    LatestJob<Result<Session>> m_applying;
};

} // namespace lab
