using System.Globalization;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes what an editor shows over a factory: the user's own words, and how the task is sent.</summary>
internal static class TaskComments
{
    public static void Write(SourceWriter writer, Factory factory)
    {
        var task = factory.Task;
        var facts = Facts(factory);
        if (!task.IsDocumented)
        {
            writer.Line($"/// <summary>{facts}</summary>");
            return;
        }

        writer.Line($"/// <inheritdoc cref=\"{Escape(task.DocumentationId)}\"/>");
        writer.Line($"/// <remarks>{facts}</remarks>");
    }

    /// <summary>Names what the step before has to yield.</summary>
    public static string Missing(Factory factory)
    {
        var names = factory.Task.Required.Take(factory.Missing).Select(static p => $"<c>{p.Name}</c>").ToList();
        return names.Count == 1
            ? names[0]
            : string.Join(", ", names.Take(names.Count - 1)) + " and " + names[names.Count - 1];
    }

    public static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;")
            .Replace("\r", " ").Replace("\n", " ");

    private static string Retries(int most) => most switch
    {
        < 0 => "retries as the worker is set up",
        0 => "no retries",
        1 => "1 retry",
        _ => most.ToString(CultureInfo.InvariantCulture) + " retries",
    };

    private static string Facts(Factory factory)
    {
        var task = factory.Task;
        var facts = new List<string> { $"Task <c>{Escape(task.TaskName)}</c>" };
        if (task.Queue is not { } queue)
            facts.Add("the default queue");
        else
            facts.Add($"queue <c>{Escape(queue)}</c>");
        facts.Add(Retries(task.MaxRetries));
        if (!task.IsIdempotent)
            facts.Add("not idempotent");
        if (task.RateLimit is { } limit)
            facts.Add($"at most {Escape(limit)}");
        if (task.MaxConcurrency > 0)
            facts.Add($"at most {task.MaxConcurrency.ToString(CultureInfo.InvariantCulture)} at once");
        if (factory.Missing > 0)
            facts.Add($"the step before yields {Missing(factory)}");
        return string.Join(", ", facts) + ".";
    }
}
