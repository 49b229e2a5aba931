using System.Text.Json;

namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>
/// What the names in one template mean: its parameters, variables and functions, and how far its loops are. Values are
/// worked out when something asks for them, once.
/// </summary>
internal sealed class TemplateScope
{
    private const int MaxDepth = 64;
    private readonly Dictionary<string, object?> _parameters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, object?> _variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyDictionary<string, object?> _given;
    private readonly JsonElement _template;
    private readonly string _source;
    private readonly List<(string Name, long Index)> _loops = [];
    private readonly List<(string Name, object? Value)> _lambdas = [];
    private int _depth;

    /// <param name="template">The template.</param>
    /// <param name="given">The values of its parameters, as far as anybody gave some.</param>
    /// <param name="source">What a user must write to give one, with <c>NAME</c> for its name; empty where only the template itself can.</param>
    /// <param name="marks">The marks of everything that is read together.</param>
    public TemplateScope(JsonElement template, IReadOnlyDictionary<string, object?> given, string source, Marks marks)
    {
        _template = template;
        _given = given;
        _source = source;
        Marks = marks;
    }

    public Marks Marks { get; }

    public object? Parameter(string name)
    {
        if (_parameters.TryGetValue(name, out var known)) return known;
        return _parameters[name] = Within(() => ReadParameter(name), $"the parameter '{name}'");
    }

    public object? Variable(string name)
    {
        if (_variables.TryGetValue(name, out var known)) return known;
        return _variables[name] = Within(() => ReadVariable(name), $"the variable '{name}'");
    }

    /// <summary>Calls a function that the template brings along; null if it is not one of those.</summary>
    public object? Own(string name, IReadOnlyList<object?> arguments, out bool isKnown)
    {
        isKnown = false;
        if (TemplateValue.Property(_template, "functions") is not { ValueKind: JsonValueKind.Array } spaces) return null;
        foreach (var space in spaces.EnumerateArray())
        {
            var prefix = TemplateValue.Property(space, "namespace")?.GetString() + ".";
            if (!name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || TemplateValue.Property(space, "members") is not { } members) continue;
            if (TemplateValue.Property(members, name[prefix.Length..]) is not { } member) continue;
            isKnown = true;
            var named = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
            var parameters = TemplateValue.Property(member, "parameters") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [];
            for (var i = 0; i < parameters.Length && i < arguments.Count; i++) named[TemplateValue.Property(parameters[i], "name")?.GetString() ?? ""] = arguments[i];
            var inner = new TemplateScope(_template, named, "", Marks) { _depth = _depth };
            return Within(() => TemplateValue.Property(member, "output") is { } output && TemplateValue.Property(output, "value") is { } value
                ? TemplateValue.Read(value, inner) : null, $"the function '{name}'");
        }

        return null;
    }

    public object? Loop(string? name, long offset)
    {
        var at = name is null ? _loops.Count - 1 : _loops.FindLastIndex(loop => loop.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? _loops[at].Index + offset : new Unknown("copyIndex() stands outside of its loop");
    }

    public object? Lambda(string name)
    {
        var at = _lambdas.FindLastIndex(variable => variable.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? _lambdas[at].Value : new Unknown($"the lambda variable '{name}' is not known");
    }

    public T InLoop<T>(string name, long index, Func<T> read)
    {
        _loops.Add((name, index));
        try
        {
            return read();
        }
        finally
        {
            _loops.RemoveAt(_loops.Count - 1);
        }
    }

    public T WithLambda<T>(string name, object? value, Func<T> read)
    {
        _lambdas.Add((name, value));
        try
        {
            return read();
        }
        finally
        {
            _lambdas.RemoveAt(_lambdas.Count - 1);
        }
    }

    private object? ReadParameter(string name)
    {
        if (TemplateValue.Property(_template, "parameters") is not { } parameters || TemplateValue.Property(parameters, name) is not { } declared)
            return _given.TryGetValue(name, out var own) ? own : new Unknown($"the parameter '{name}' is not declared");
        if (_given.TryGetValue(name, out var given)) return given;
        if (TemplateValue.Property(declared, "defaultValue") is { } value) return TemplateValue.Read(value, this);
        var hint = _source.Length == 0 ? "" : $"; give it as {_source.Replace("NAME", name, StringComparison.Ordinal)}";
        return new Unknown($"the parameter '{name}' has no value and no default{hint}");
    }

    private object? ReadVariable(string name)
    {
        if (TemplateValue.Property(_template, "variables") is not { } variables) return new Unknown($"the variable '{name}' is not declared");
        if (TemplateValue.Property(variables, name) is { } value) return TemplateValue.Read(value, this);
        foreach (var loop in TemplateLoop.Of(variables, this))
            if (loop.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return loop.Read(this);
        return new Unknown($"the variable '{name}' is not declared");
    }

    // A variable may name itself by way of others.
    private object? Within(Func<object?> read, string what)
    {
        if (_depth >= MaxDepth) return new Unknown($"{what} refers to itself");
        _depth++;
        try
        {
            return read();
        }
        finally
        {
            _depth--;
        }
    }
}
