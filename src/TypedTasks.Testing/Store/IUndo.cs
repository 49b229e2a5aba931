namespace TypedTasks.Testing;

/// <summary>What remembers its changes until they are for good.</summary>
internal interface IUndo
{
    /// <summary>Takes back the last change.</summary>
    void Undo();

    /// <summary>Keeps all changes: they cannot be taken back any more.</summary>
    void Forget();
}
