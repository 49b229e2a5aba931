using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Emitting;

/// <summary>
/// Decides which factories a class gets. A partial one that equals a complete one is left out, and of equal partial
/// ones all are: a call could not say which is meant.
/// </summary>
internal static class FactoryRule
{
    /// <summary>A tuple of more would need converters that nothing else needs.</summary>
    private const int MaxMissing = 7;

    public static IReadOnlyList<Factory> Apply(TaskClass type)
    {
        var candidates = type.Tasks.SelectMany(Candidates).ToList();
        var complete = new HashSet<string>(
            candidates.Where(static f => f.Missing == 0).Select(static f => f.Key), StringComparer.Ordinal);
        var partial = candidates.Where(static f => f.Missing > 0).ToLookup(static f => f.Key, StringComparer.Ordinal);

        var taken = new List<string>(type.Members);
        var factories = new List<Factory>();
        foreach (var candidate in candidates)
        {
            if (candidate.Missing > 0 && (complete.Contains(candidate.Key) || partial[candidate.Key].Count() > 1))
                continue;
            var name = CSharpText.Unused(ClassName(candidate), taken);
            taken.Add(name);
            factories.Add(candidate with { ClassName = name });
        }

        return factories;
    }

    private static IEnumerable<Factory> Candidates(TaskMethod task)
    {
        var most = Math.Min(task.Required.Count(), MaxMissing);
        for (var missing = 0; missing <= most; missing++)
            yield return new Factory(task, missing, "");
    }

    private static string ClassName(Factory factory) => factory.Missing switch
    {
        0 => $"{factory.Task.Name}Signature",
        1 => $"{factory.Task.Name}PartialSignature",
        _ => $"{factory.Task.Name}Partial{factory.Missing}Signature",
    };
}
