using System.Globalization;
using System.Reflection;
using System.Text;

namespace TypedTasks.Postgres.Schema;

/// <summary>The tables, as numbered steps that only add: the version before goes on working beside this one.</summary>
internal static class StoreSchema
{
    /// <summary>The numbers of the steps, in order.</summary>
    public static IReadOnlyList<int> Steps { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Select(static n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(static n => n > 0)
            .Order(),
    ];

    /// <summary>The newest meaning of what is stored that this version understands. It is raised by hand, once no older version is left (<c>typedtasks store finalize</c>).</summary>
    public const int Format = 1;

    /// <summary>The name as it stands in statements.</summary>
    public static string Quote(string schema) => $"\"{schema}\"";

    /// <summary>The statements of a step.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="schema">The name of the schema.</param>
    public static string Step(int number, string schema)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(number.ToString("0000", CultureInfo.InvariantCulture))!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("{schema}", Quote(schema), StringComparison.Ordinal);
    }

    /// <summary>What keeps account of the steps.</summary>
    public static string CreateAccount(string schema) =>
        $"CREATE SCHEMA IF NOT EXISTS {Quote(schema)}; CREATE TABLE IF NOT EXISTS {Quote(schema)}.migrations(number int PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now())";
}
