using System.Text.Json;

namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>
/// What the names in one template mean: its parameters, variables and functions, and how far its loops are. Values are
/// worked out when something asks for them, once.
/// </summary>
internal sealed class TemplateScope
{
    private const int MaxDepth = 64;
    private readonly Dictionary<string, object?> parameters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, object?> variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyDictionary<string, object?> given;
    private readonly JsonElement template;
    private readonly string source;
    private readonly List<(string Name, long Index)> loops = [];
    private readonly List<(string Name, object? Value)> lambdas = [];
    private int depth;

    /// <param name="template">The template.</param>
    /// <param name="given">The values of its parameters, as far as anybody gave some.</param>
    /// <param name="source">What a user must write to give one, with <c>NAME</c> for its name; empty where only the template itself can.</param>
    /// <param name="marks">The marks of everything that is read together.</param>
    public TemplateScope(JsonElement template, IReadOnlyDictionary<string, object?> given, string source, Marks marks)
    {
        this.template = template;
        this.given = given;
        this.source = source;
        Marks = marks;
    }

    public Marks Marks { get; }

    public object? Parameter(string name)
    {
        if (parameters.TryGetValue(name, out var known))
            return known;
        return parameters[name] = Within(() => ReadParameter(name), $"the parameter '{name}'");
    }

    public object? Variable(string name)
    {
        if (variables.TryGetValue(name, out var known))
            return known;
        return variables[name] = Within(() => ReadVariable(name), $"the variable '{name}'");
    }

    /// <summary>Calls a function that the template brings along; null if it is not one of those.</summary>
    public object? Own(string name, IReadOnlyList<object?> arguments, out bool isKnown)
    {
        isKnown = false;
        if (TemplateValue.Property(template, "functions") is not { ValueKind: JsonValueKind.Array } spaces)
            return null;
        foreach (var space in spaces.EnumerateArray())
        {
            var prefix = TemplateValue.Property(space, "namespace")?.GetString() + ".";
            if (!name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || TemplateValue.Property(space, "members") is not { } members)
                continue;
            if (TemplateValue.Property(members, name[prefix.Length..]) is not { } member)
                continue;
            isKnown = true;
            var named = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
            var parameters = TemplateValue.Property(member, "parameters") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [];
            for (var i = 0; i < parameters.Length && i < arguments.Count; i++)
                named[TemplateValue.Property(parameters[i], "name")?.GetString() ?? ""] = arguments[i];
            var inner = new TemplateScope(template, named, "", Marks) { depth = depth };
            return Within(() => TemplateValue.Property(member, "output") is { } output && TemplateValue.Property(output, "value") is { } value
                ? TemplateValue.Read(value, inner) : null, $"the function '{name}'");
        }

        return null;
    }

    public object? Loop(string? name, long offset)
    {
        var at = name is null ? loops.Count - 1 : loops.FindLastIndex(loop => loop.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? loops[at].Index + offset : new Unknown("copyIndex() stands outside of its loop");
    }

    public object? Lambda(string name)
    {
        var at = lambdas.FindLastIndex(variable => variable.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? lambdas[at].Value : new Unknown($"the lambda variable '{name}' is not known");
    }

    public T InLoop<T>(string name, long index, Func<T> read)
    {
        loops.Add((name, index));
        try
        {
            return read();
        }
        finally
        {
            loops.RemoveAt(loops.Count - 1);
        }
    }

    public T WithLambda<T>(string name, object? value, Func<T> read)
    {
        lambdas.Add((name, value));
        try
        {
            return read();
        }
        finally
        {
            lambdas.RemoveAt(lambdas.Count - 1);
        }
    }

    private object? ReadParameter(string name)
    {
        if (TemplateValue.Property(template, "parameters") is not { } parameters || TemplateValue.Property(parameters, name) is not { } declared)
            return this.given.TryGetValue(name, out var own) ? own : new Unknown($"the parameter '{name}' is not declared");
        if (this.given.TryGetValue(name, out var given))
            return given;
        if (TemplateValue.Property(declared, "defaultValue") is { } value)
            return TemplateValue.Read(value, this);
        var hint = source.Length == 0 ? "" : $"; give it as {source.Replace("NAME", name, StringComparison.Ordinal)}";
        return new Unknown($"the parameter '{name}' has no value and no default{hint}");
    }

    private object? ReadVariable(string name)
    {
        if (TemplateValue.Property(template, "variables") is not { } variables)
            return new Unknown($"the variable '{name}' is not declared");
        if (TemplateValue.Property(variables, name) is { } value)
            return TemplateValue.Read(value, this);
        foreach (var loop in TemplateLoop.Of(variables, this))
            if (loop.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return loop.Read(this);
        return new Unknown($"the variable '{name}' is not declared");
    }

    // A variable may name itself by way of others.
    private object? Within(Func<object?> read, string what)
    {
        if (depth >= MaxDepth)
            return new Unknown($"{what} refers to itself");
        depth++;
        try
        {
            return read();
        }
        finally
        {
            depth--;
        }
    }
}
