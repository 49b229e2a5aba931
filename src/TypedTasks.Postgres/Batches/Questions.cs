using Npgsql;
using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Batches;

/// <summary>
/// Questions about more than a row, each answered by a statement of its own. An answer holds until something changes of what the question is about (its subject: a flow, the
/// permits of a name).
/// </summary>
internal sealed class Questions(Tracker tracker) : IKnown
{
    private readonly Dictionary<(string Question, string Subject, string Detail), object> answers = [];
    private readonly Dictionary<(string Question, string Subject, string Detail), (NpgsqlBatchCommand Command, Func<ResultRow, object> Read)> missing = [];
    private readonly Dictionary<(string Question, string Subject, string Detail), (Func<NpgsqlBatchCommand> Command, Func<ResultRow, object> Read)> asked = [];
    private readonly HashSet<string> changed = [];
    private bool anyChanged;

    public bool NeedsFlush => missing.Count > 0 && (anyChanged || missing.Keys.Any(q => changed.Contains(q.Subject)));

    /// <summary>Whether questions are noted: only for the first decision of a pass that lacks something, for what comes before others may change the answer.</summary>
    public bool IsNoting { get; set; } = true;

    public T Ask<T>(string question, string subject, string detail, T whileUnknown, Func<NpgsqlBatchCommand> command, Func<ResultRow, T> read)
        where T : notnull
    {
        if (answers.TryGetValue((question, subject, detail), out var known))
            return (T)known;
        if (IsNoting && missing.TryAdd((question, subject, detail), (command(), r => read(r))))
            asked[(question, subject, detail)] = (command, r => read(r));
        tracker.Miss();
        return whileUnknown;
    }

    /// <summary>Something has changed of a subject.</summary>
    public void Change(string subject)
    {
        changed.Add(subject);
        if (answers.Count == 0)
            return;
        foreach (var question in answers.Keys.Where(q => q.Subject == subject).ToArray())
            answers.Remove(question);
    }

    public void Forget()
    {
        anyChanged = true;
        answers.Clear();
    }

    public void Load(RoundTrip trip)
    {
        foreach (var (question, (command, read)) in missing)
            trip.Add(command, rows => answers[question] = read(rows));
        missing.Clear();
    }

    public void Flushed()
    {
        changed.Clear();
        anyChanged = false;
    }

    // All of them: who asks one of them may need the answer to another first, and would not ask it in the pass that lacks that one.
    public void ReadAgain()
    {
        foreach (var question in answers.Keys)
            missing[question] = (asked[question].Command(), asked[question].Read);
        answers.Clear();
    }

    public void Clear()
    {
        answers.Clear();
        missing.Clear();
        asked.Clear();
        Flushed();
    }
}
