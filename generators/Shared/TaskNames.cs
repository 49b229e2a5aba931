using System.Text;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>The default names of tasks on the wire, and the names of properties.</summary>
internal static class TaskNames
{
    [ThreadStatic]
    private static StringBuilder? kept;

    /// <summary><c>Photos.MakeCard</c> is <c>photos.make-card</c>.</summary>
    public static string Default(string type, string method)
    {
        var text = Cleared();
        Kebab(text, type);
        text.Append('.');
        Kebab(text, method);
        return text.ToString();
    }

    /// <summary>The name that the attribute gives, or the default.</summary>
    public static string Of(IMethodSymbol method, AttributeData attribute) => Given(attribute) ?? Default(method);

    /// <summary>The name that a task has where the attribute gives none.</summary>
    public static string Default(IMethodSymbol method) => Default(Holder(method.ContainingType.Name, TaskHolder.IsContract(method.ContainingType)), method.Name);

    /// <summary>What a type gives to the names of its tasks: <c>Orders</c> of the interface <c>IOrders</c>.</summary>
    public static string Holder(string type, bool isContract) =>
        isContract && type.Length > 1 && type[0] == 'I' && char.IsUpper(type[1]) ? type.Substring(1) : type;

    public static string? Given(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string name }] && name.Trim().Length > 0 ? name : null;

    /// <summary>The name, and then those that it had before.</summary>
    public static IEnumerable<string> All(IMethodSymbol method, AttributeData attribute)
    {
        var name = Of(method, attribute);
        return Aliases(attribute, name).Prepend(name);
    }

    public static string Kebab(string name)
    {
        var text = Cleared();
        Kebab(text, name);
        return text.ToString();
    }

    // Every task is named anew at every edit.
    private static StringBuilder Cleared() => (kept ??= new()).Clear();

    private static void Kebab(StringBuilder text, string name)
    {
        var start = text.Length;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '_')
            {
                Hyphen(text, start);
                continue;
            }

            var startsWord = char.IsUpper(name[i])
                && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                Hyphen(text, start);
            text.Append(char.ToLowerInvariant(name[i]));
        }

        if (text.Length > start && text[text.Length - 1] == '-')
            text.Length--;
    }

    /// <summary>The names that the attribute gives besides the task's own, each once and in its order.</summary>
    public static IEnumerable<string> Aliases(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(static a => a.Key == TaskSettings.Aliases).Value is { Kind: TypedConstantKind.Array, IsNull: false } list
            ? list.Values.Select(static v => v.Value).OfType<string>().Where(a => a.Trim().Length > 0 && a != name).Distinct(StringComparer.Ordinal)
            : [];

    /// <summary>The property for a parameter: <c>maxWidth</c> is <c>MaxWidth</c>.</summary>
    public static string Property(string parameter)
    {
        var name = parameter.TrimStart('_');
        if (name.Length == 0 || !char.IsLetter(name[0]))
            name = "Argument" + name;
        return char.ToUpperInvariant(name[0]) + name.Substring(1);
    }

    private static void Hyphen(StringBuilder text, int start)
    {
        if (text.Length > start && text[text.Length - 1] != '-')
            text.Append('-');
    }
}
