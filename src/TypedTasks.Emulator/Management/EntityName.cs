namespace TypedTasks.Emulator.Management;

/// <summary>What names clients may give.</summary>
internal static class EntityName
{
    public const int MaxEntity = 260;
    public const int MaxPart = 50;

    public static void Check(string root, string name, int longest, bool mayHaveSlashes)
    {
        if (name.Length == 0 || name.Length > longest)
            throw ManagementException.BadRequest($"The name '{Shortened(name)}' must have 1 to {longest} characters.");
        // The service makes one rule itself, under a name that nobody else may begin with.
        var checkedPart = name == Entities.Rules.Rule.DefaultName && !mayHaveSlashes ? name[1..] : name;
        var isWrong = checkedPart.Any(character => !char.IsLetterOrDigit(character) && character is not ('.' or '-' or '_') && !(mayHaveSlashes && character == '/'))
            || checkedPart.Split('/').Any(part => part.Length == 0);
        if (isWrong)
        {
            throw ManagementException.BadRequest(
                $"'{root}{name}' contains character(s) that is not allowed by Service Bus. "
                + "Entity segments can contain only letters, numbers, periods (.), hyphens (-), and underscores (_).");
        }
    }

    private static string Shortened(string name) => name.Length <= 80 ? name : name[..80] + "...";
}
