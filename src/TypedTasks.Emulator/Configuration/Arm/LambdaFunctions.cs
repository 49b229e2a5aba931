namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>Functions that go through a list with an expression of variables of its own.</summary>
internal static class LambdaFunctions
{
    public static object? Call(Call call, TemplateScope scope)
    {
        if (call.Arguments.Count < 2)
            throw new FormatException($"{call.Name}() takes an array and a lambda");
        var target = ExpressionEvaluator.Evaluate(call.Arguments[0], scope);
        if (target is not List<object?> list)
            return target as Unknown ?? new Unknown($"what {call.Name}() goes through is no array");
        return call.Name.ToLowerInvariant() switch
        {
            "map" => Map(list, call.Arguments[1], scope),
            "filter" => Map(list, call.Arguments[1], scope) is var kept && kept.OfType<Unknown>().FirstOrDefault() is { } unknown
                ? unknown
                : list.Where((_, i) => kept[i] is true).ToList(),
            "toobject" => ToObject(list, call, scope),
            "reduce" => Reduce(list, call, scope),
            _ => Sort(list, call.Arguments[1], scope),
        };
    }

    private static List<object?> Map(List<object?> list, Expression lambda, TemplateScope scope) =>
        list.Select((item, i) => Invoke(lambda, scope, [item, (long)i])).ToList();

    private static object? ToObject(List<object?> list, Call call, TemplateScope scope)
    {
        var members = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in list)
        {
            if (Invoke(call.Arguments[1], scope, [item]) is not string key)
                return new Unknown("a key of toObject() is not known");
            members[key] = call.Arguments.Count > 2 ? Invoke(call.Arguments[2], scope, [item]) : item;
        }

        return members;
    }

    private static object? Reduce(List<object?> list, Call call, TemplateScope scope)
    {
        if (call.Arguments.Count < 3)
            throw new FormatException("reduce() takes an array, a first value and a lambda");
        var result = ExpressionEvaluator.Evaluate(call.Arguments[1], scope);
        for (var i = 0; i < list.Count; i++)
            result = Invoke(call.Arguments[2], scope, [result, list[i], (long)i]);
        return result;
    }

    // Says of two whether the first comes before the second.
    private static List<object?> Sort(List<object?> list, Expression lambda, TemplateScope scope)
    {
        var sorted = new List<object?>(list.Count);
        foreach (var item in list)
        {
            var at = sorted.FindIndex(other => Invoke(lambda, scope, [item, other]) is true);
            sorted.Insert(at < 0 ? sorted.Count : at, item);
        }

        return sorted;
    }

    private static object? Invoke(Expression lambda, TemplateScope scope, object?[] values)
    {
        if (lambda is not Call { Arguments: { Count: > 1 } arguments } call || !call.Name.Equals("lambda", StringComparison.OrdinalIgnoreCase))
            return new Unknown("a lambda was expected");
        return Bind(0);

        object? Bind(int at)
        {
            if (at == arguments.Count - 1)
                return ExpressionEvaluator.Evaluate(arguments[^1], scope);
            var name = ExpressionEvaluator.Evaluate(arguments[at], scope) as string ?? "";
            return scope.WithLambda(name, at < values.Length ? values[at] : null, () => Bind(at + 1));
        }
    }
}
