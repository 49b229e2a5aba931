namespace TypedTasks.Testing;

/// <summary>One change that can be taken back.</summary>
internal interface IUndo
{
    void Undo();
}
