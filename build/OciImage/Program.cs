using OciImage;

if (args is not [var program, var archive, var name])
{
    Console.Error.WriteLine("usage: OciImage <program> <archive.tar> <name:tag>");
    return 2;
}

try
{
    ImageArchive.Write(program, archive, name);
    Console.WriteLine($"{name} is in {archive}");
    return 0;
}
catch (Exception failure) when (failure is IOException or InvalidOperationException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
