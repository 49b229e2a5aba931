using System.Collections.Concurrent;

namespace TypedTasks.Conformance.Tests;

public sealed class RunLog
{
    private readonly ConcurrentQueue<int> runs = new();

    public IEnumerable<int> Runs => runs;

    public void Add(int index) => runs.Enqueue(index);

    private readonly ConcurrentQueue<string> notes = new();

    public IEnumerable<string> Notes => notes;

    public void Note(string text) => notes.Enqueue(text);
}
