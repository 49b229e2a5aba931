using System.Text.Json;
using TypedTasks.Emulator.Configuration.Arm;
using TypedTasks.Emulator.Configuration.Terraform;

namespace TypedTasks.Emulator.Configuration;

/// <summary>Reads entities from whichever of the files it is that people have: the official emulator's, Bicep's or Terraform's.</summary>
internal static class ConfigurationFile
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 128,
    };

    public static void Read(string json, ServiceBusEmulatorOptions options, IReadOnlyDictionary<string, string> parameters)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            Read(document.RootElement, options, parameters);
        }
        catch (JsonException broken)
        {
            throw new FormatException(
                $"The configuration is not valid JSON: {broken.Message.TrimEnd('.')}. Bicep is read as 'bicep build' writes it, Terraform as 'terraform show -json' does.", broken);
        }
        catch (InvalidOperationException wrong)
        {
            // An element that is no text where a text was read.
            throw new FormatException($"The configuration has a value of the wrong kind: {wrong.Message}", wrong);
        }
    }

    private static void Read(JsonElement root, ServiceBusEmulatorOptions options, IReadOnlyDictionary<string, string> parameters)
    {
        if (ArmTemplateReader.IsTemplate(root))
        {
            ArmTemplateReader.Read(root, parameters, options);
            return;
        }

        if (parameters.Count > 0)
            throw new FormatException("Only templates of Bicep and the Resource Manager have parameters.");
        if (TerraformReader.IsPlan(root))
            TerraformReader.Read(root, options);
        else if (TemplateValue.Property(root, "UserConfig") is not null)
            ConfigurationReader.Read(root, options);
        else
            throw new FormatException(What(root));
    }

    private static string What(JsonElement root)
    {
        if (TemplateValue.Property(root, "$schema") is { ValueKind: JsonValueKind.String } schema && schema.GetString()!.Contains("deploymentParameters.json", StringComparison.OrdinalIgnoreCase))
            return "The configuration is a file of parameters: give the template, and its parameters as --parameter NAME=VALUE.";
        return "The configuration is none that is known: it is neither a Config.json of the official emulator ('UserConfig'), nor a template as 'bicep build' "
            + "writes it ('$schema'), nor a plan or state as 'terraform show -json' writes it ('format_version').";
    }
}
