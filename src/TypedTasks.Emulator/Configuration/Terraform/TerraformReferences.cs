using System.Text.Json;
using System.Text.RegularExpressions;

namespace TypedTasks.Emulator.Configuration.Terraform;

/// <summary>
/// What the expressions of a plan's configuration refer to: resources of the same module, what a module was given, and what
/// one gives back.
/// </summary>
internal sealed partial class TerraformReferences(JsonElement root)
{
    private const int MaxDepth = 32;

    private readonly JsonElement? root = TerraformPlan.Member(root, "configuration") is { } configuration ? TerraformPlan.Member(configuration, "root_module") : null;

    /// <summary>The resources of a type that an attribute of a resource refers to, with their modules and, where it is written, their index.</summary>
    public List<(string Module, string Name, string? Index)> Of(TerraformResource resource, string attribute, string type)
    {
        var found = new List<(string, string, string?)>();
        if (Expressions(resource) is { } expressions && TerraformPlan.Member(expressions, attribute) is { } expression)
            Follow(expression, resource.Module, type, found, 0);
        return found;
    }

    /// <summary>Whether the configuration sets an attribute of a resource, or does not say.</summary>
    public bool IsWritten(TerraformResource resource, string attribute) =>
        Expressions(resource) is not { } expressions || TerraformPlan.Member(expressions, attribute) is not null;

    private JsonElement? Expressions(TerraformResource resource) =>
        ModuleAt(resource.Module) is { } module && Find(module, resource.Type, resource.Name) is { } declared ? TerraformPlan.Member(declared, "expressions") : null;

    public static string WithoutKeys(string module) => ModuleKey().Replace(module, "");

    /// <summary>The key of the last module of an address that has one.</summary>
    public static string? LastKey(string module) => ModuleKey().Matches(module) is { Count: > 0 } keys ? Key(keys[^1].Value) : null;

    private static JsonElement? Find(JsonElement module, string type, string name)
    {
        if (TerraformPlan.Member(module, "resources") is not { ValueKind: JsonValueKind.Array } resources)
            return null;
        foreach (var resource in resources.EnumerateArray())
            if (TerraformPlan.Member(resource, "type")?.GetString() == type && TerraformPlan.Member(resource, "name")?.GetString() == name)
                return resource;
        return null;
    }

    // module.a["key"].module.b: the configuration knows calls, not their keys.
    private JsonElement? ModuleAt(string address)
    {
        var module = root;
        foreach (Match step in ModuleStep().Matches(address))
            module = Call(module, step.Groups["name"].Value) is { } call ? TerraformPlan.Member(call, "module") : null;
        return module;
    }

    private static JsonElement? Call(JsonElement? module, string name) =>
        module is { } owner && TerraformPlan.Member(owner, "module_calls") is { } calls ? TerraformPlan.Member(calls, name) : null;

    private void Follow(JsonElement expression, string module, string type, List<(string Module, string Name, string? Index)> found, int depth)
    {
        if (depth > MaxDepth || TerraformPlan.Member(expression, "references") is not { ValueKind: JsonValueKind.Array } references)
            return;
        foreach (var reference in references.EnumerateArray())
        {
            var match = Reference().Match(reference.GetString() ?? "");
            if (!match.Success)
                continue;
            var (first, second) = (match.Groups["first"].Value, match.Groups["second"].Value);
            switch (first)
            {
                case "var":
                    FollowVariable(second, module, type, found, depth);
                    break;
                case "module":
                    FollowOutput(second, match.Groups["key"].Value, match.Groups["third"].Value, module, type, found, depth);
                    break;
                case "local":
                    // What a local value is made of is not in the plan.
                    break;
                default:
                    if (first == type)
                        Add(module, second, Key(match.Groups["key"].Value), found);
                    break;
            }
        }
    }

    private void FollowVariable(string name, string module, string type, List<(string Module, string Name, string? Index)> found, int depth)
    {
        var steps = ModuleStep().Matches(module);
        if (steps.Count == 0)
            return;
        var parent = module[..steps[^1].Index].TrimEnd('.');
        if (Call(ModuleAt(parent), steps[^1].Groups["name"].Value) is { } call && TerraformPlan.Member(call, "expressions") is { } expressions
            && TerraformPlan.Member(expressions, name) is { } expression)
        {
            Follow(expression, parent, type, found, depth + 1);
        }
    }

    private void FollowOutput(string call, string key, string output, string module, string type, List<(string Module, string Name, string? Index)> found, int depth)
    {
        var child = $"{(module.Length > 0 ? module + "." : "")}module.{call}{key}";
        if (output.Length > 0 && ModuleAt(child) is { } inner && TerraformPlan.Member(inner, "outputs") is { } outputs && TerraformPlan.Member(outputs, output) is { } declared
            && TerraformPlan.Member(declared, "expression") is { } expression)
        {
            Follow(expression, child, type, found, depth + 1);
        }
    }

    // Terraform gives each reference in all its lengths; one that says more than another takes its place.
    private static void Add(string module, string name, string? index, List<(string Module, string Name, string? Index)> found)
    {
        if (index is not null)
            found.RemoveAll(other => other.Module == module && other.Name == name && other.Index is null);
        else if (found.Exists(other => other.Module == module && other.Name == name))
            return;
        found.Add((module, name, index));
    }

    private static string? Key(string written)
    {
        var key = written.TrimStart('[').TrimEnd(']');
        return key.Length == 0 ? null : key.StartsWith('"') && key.EndsWith('"') && key.Length > 1 ? key[1..^1] : key.All(char.IsAsciiDigit) ? key : null;
    }

    [GeneratedRegex("""module\.(?<name>[A-Za-z0-9_-]+)(\[[^\]]*\])?""")]
    private static partial Regex ModuleStep();

    [GeneratedRegex("""\[[^\]]*\]""")]
    private static partial Regex ModuleKey();

    [GeneratedRegex("""^(?<first>[A-Za-z0-9_-]+)\.(?<second>[A-Za-z0-9_-]+)(?<key>\[[^\]]*\])?(\.(?<third>[A-Za-z0-9_-]+))?""")]
    private static partial Regex Reference();
}
