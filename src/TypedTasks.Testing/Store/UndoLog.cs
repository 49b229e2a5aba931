namespace TypedTasks.Testing;

/// <summary>Which tables a transaction changed, in order, so that it can be taken back.</summary>
internal sealed class UndoLog
{
    private readonly List<IUndo> changed = [];

    public void Add(IUndo table) => changed.Add(table);

    public void Commit()
    {
        foreach (var table in changed)
            table.Forget();
        changed.Clear();
    }

    public void RollBack()
    {
        for (var i = changed.Count - 1; i >= 0; i--)
            changed[i].Undo();
        changed.Clear();
    }
}
