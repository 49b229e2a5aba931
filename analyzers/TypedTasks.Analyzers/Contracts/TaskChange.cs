namespace TypedTasks.Analyzers.Contracts;

/// <summary>What changed in a task since it was recorded.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Text">What breaks and what to do.</param>
/// <param name="Field">The parameter in question, or null.</param>
internal sealed record TaskChange(string Rule, string Text, string? Field = null)
{
    public static IEnumerable<TaskChange> Between(Contract old, Contract current, TypeChange types)
    {
        foreach (var parameter in old.Fields)
        {
            var same = current.Fields.FirstOrDefault(f => f.Name == parameter.Name);
            if (same is null)
            {
                yield return new(
                    TaskContractAnalyzer.ParameterGone,
                    $"parameter '{parameter.Name}' ({parameter.Type}) is gone, and messages in flight carry it; keep it until they have drained, or give the new form another name",
                    parameter.Name);
            }
            else if (!types.IsSafe(parameter.Type, same.Type))
            {
                yield return new(
                    TaskContractAnalyzer.ParameterRetyped,
                    $"parameter '{parameter.Name}' was {parameter.Type} and is {same.Type}, which cannot read what messages in flight carry; add an optional parameter of the new type instead",
                    parameter.Name);
            }
        }

        // One that has a default now still stands where the input fills it; one that is newly required has a report of its own.
        var required = Required(old).Where(n => current.Fields.Any(f => f.Name == n)).ToList();
        var order = current.Fields.Where(f => f.IsOptional || required.Contains(f.Name)).Select(static f => f.Name).ToList();
        if (!required.SequenceEqual(order.Take(required.Count), StringComparer.Ordinal))
        {
            yield return new(
                TaskContractAnalyzer.ParametersReordered,
                $"the required parameters were in the order {string.Join(", ", required)} and are in the order {string.Join(", ", order.Take(1 + required.Max(n => order.IndexOf(n))))}, and results that steps in flight hand over fill them by position; put them back");
        }

        foreach (var parameter in current.Fields.Where(static f => !f.IsOptional))
        {
            var before = old.Fields.FirstOrDefault(f => f.Name == parameter.Name);
            if (before is null or { IsOptional: true })
            {
                yield return new(
                    TaskContractAnalyzer.ParameterRequired,
                    $"parameter '{parameter.Name}' {(before is null ? "is new" : "had a default")} and is required, and messages in flight do not carry it; give it a default",
                    parameter.Name);
            }
        }

        if (old.Result != "nothing" && !types.IsSafe(old.Result, current.Result))
        {
            yield return new(
                TaskContractAnalyzer.ResultChanged,
                $"its result was {old.Result} and is {current.Result}, which the steps after it, and those who wait for it, may still read as {old.Result}; write a new task beside it");
        }
    }

    private static IEnumerable<string> Required(Contract contract) => contract.Fields.Where(static f => !f.IsOptional).Select(static f => f.Name);
}
