namespace TypedTasks.Testing;

/// <summary>What a transaction changed, so that it can be taken back.</summary>
internal sealed class UndoLog
{
    private readonly List<IUndo> changes = [];

    public void Add(IUndo change) => changes.Add(change);

    public void Commit() => changes.Clear();

    public void RollBack()
    {
        for (var i = changes.Count - 1; i >= 0; i--)
            changes[i].Undo();
        changes.Clear();
    }
}
