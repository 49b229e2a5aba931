namespace TypedTasks.Generators.Shared;

/// <summary>
/// Decides which factories a class gets. A partial one that equals a complete one is left out, and of equal partial ones all are: a call could
/// not say which is meant. Of equal complete ones the first is kept, and a rule tells of the others.
/// </summary>
internal static class FactoryForms
{
    /// <summary>A tuple of more would need converters that nothing else needs.</summary>
    public const int MostMissing = 7;

    /// <summary>Every form of these tasks of a class, those of a task together and the complete one first.</summary>
    public static IReadOnlyList<FactoryForm> Of(IEnumerable<TaskCandidate> tasks)
    {
        var forms = new List<FactoryForm>();
        foreach (var task in tasks)
        {
            for (var missing = 0; missing <= task.Required; missing++)
                forms.Add(new(task, missing, missing > MostMissing ? FactoryVerdict.TooMuchMissing : FactoryVerdict.Generated));
        }

        // The forms of one method differ in how many parameters they have.
        foreach (var overloads in forms.GroupBy(static f => f.Task.Method.Name, StringComparer.Ordinal))
        {
            if (overloads.Any(f => f.Task != overloads.First().Task))
                Judge(forms, [.. overloads.Where(static f => f.Verdict == FactoryVerdict.Generated)]);
        }

        return forms;
    }

    private static void Judge(List<FactoryForm> forms, List<FactoryForm> overloads)
    {
        foreach (var equal in overloads.GroupBy(static f => f.Key, StringComparer.Ordinal))
        {
            var complete = equal.FirstOrDefault(static f => f.Missing == 0);
            foreach (var form in equal)
            {
                var rival = complete ?? equal.FirstOrDefault(f => f != form);
                if (form != complete && rival is not null)
                    forms[forms.IndexOf(form)] = form with { Verdict = complete is null ? FactoryVerdict.EqualsPartial : FactoryVerdict.EqualsComplete, Rival = rival };
            }
        }
    }
}
