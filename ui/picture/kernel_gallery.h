// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/plane.h"
#include "ui/model/latest_job.h"

#include <QImage>
#include <QListWidget>

#include <vector>

namespace lab
{

class Document;

/// Kernels to choose from, each as what it makes of the input of the focused layer.
class KernelGallery : public QListWidget
{
    Q_OBJECT
public:
    explicit KernelGallery(Document& document, QWidget* parent = nullptr);

    struct Entry {
        QString name;
        QString tip;
        Grid kernel;
    };
    void setEntries(std::vector<Entry> entries);
    const std::vector<Entry>& entries() const { return m_entries; }
    /// Marks the entry that is the kernel now; −1: none is.
    int present() const { return currentRow(); }
    bool settled() const { return !m_job.busy(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void follow();
    void followInput();
    void draw();
    int columns() const;

    Document& m_document;
    std::vector<Entry> m_entries;
    Identity m_drawnOf; ///< of the input
    LatestJob<std::vector<QImage>> m_job;
};

} // namespace lab
