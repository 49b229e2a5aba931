namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>Works expressions out as far as that goes without a deployment.</summary>
internal static class ExpressionEvaluator
{
    public static object? Evaluate(Expression expression, TemplateScope scope) => expression switch
    {
        Literal literal => literal.Value,
        Member member => Select(Evaluate(member.Target, scope), Evaluate(member.Key, scope)),
        Call call => Run(call, scope),
        _ => throw new InvalidOperationException($"An expression of the type {expression.GetType()} is not known."),
    };

    private static object? Run(Call call, TemplateScope scope)
    {
        switch (call.Name.ToLowerInvariant())
        {
            case "parameters":
                return scope.Parameter(Name(call, scope));
            case "variables":
                return scope.Variable(Name(call, scope));
            case "lambdavariables":
                return scope.Lambda(Name(call, scope));
            case "copyindex":
                return CopyIndex(call, scope);
            case "if":
                return If(call, scope);
            case "map" or "filter" or "toobject" or "reduce" or "sort":
                return LambdaFunctions.Call(call, scope);
            default:
                var arguments = call.Arguments.Select(argument => Evaluate(argument, scope)).ToList();
                var own = scope.Own(call.Name, arguments, out var isKnown);
                return isKnown ? own : ExpressionFunctions.Call(call.Name, arguments, scope.Marks);
        }
    }

    private static string Name(Call call, TemplateScope scope) => call.Arguments.Count == 1 && Evaluate(call.Arguments[0], scope) is string name
        ? name
        : throw new FormatException($"{call.Name}() takes one name");

    private static object? CopyIndex(Call call, TemplateScope scope)
    {
        var arguments = call.Arguments.Select(argument => Evaluate(argument, scope)).ToList();
        var name = arguments.OfType<string>().FirstOrDefault();
        return scope.Loop(name, arguments.OfType<long>().FirstOrDefault());
    }

    // The branch that is not taken may be one that nobody can work out.
    private static object? If(Call call, TemplateScope scope)
    {
        if (call.Arguments.Count != 3)
            throw new FormatException("if() takes a condition and two values");
        return Evaluate(call.Arguments[0], scope) switch
        {
            bool condition => Evaluate(call.Arguments[condition ? 1 : 2], scope),
            Unknown unknown => unknown,
            _ => throw new FormatException("the condition of if() is neither true nor false"),
        };
    }

    private static object? Select(object? target, object? key) => (target, key) switch
    {
        (Unknown unknown, _) => unknown,
        (_, Unknown unknown) => unknown,
        (Dictionary<string, object?> members, string name) => members.TryGetValue(name, out var value) ? value : new Unknown($"an object has no member '{name}'"),
        (List<object?> list, long index) => index >= 0 && index < list.Count ? list[(int)index] : new Unknown($"an array has no element {index}"),
        _ => new Unknown("a member is taken of something that is neither an object nor an array"),
    };
}
