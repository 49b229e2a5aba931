namespace Corpus;

public static partial class ShapeJson
{
    [Task] public static void Do(System.Text.Json.JsonElement any) { }
}
