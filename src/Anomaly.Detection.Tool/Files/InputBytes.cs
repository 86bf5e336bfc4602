namespace Anomaly.Detection.Tool.Files;

/// <summary>The bytes of a file or of standard input, forward; a failure of reading names the file.</summary>
internal sealed class InputBytes : Stream
{
    private readonly string _path;
    private readonly Stream _stream;
    private readonly bool _isOwn;

    private InputBytes(string path, Stream stream, bool isOwn)
    {
        _path = path;
        _stream = stream;
        _isOwn = isOwn;
    }

    /// <summary>How much of a file is read, in [0, 1]; null where its length is not known.</summary>
    public double? Share => _isOwn && _stream.CanSeek && _stream.Length > 0 ? Math.Min(1, (double)_stream.Position / _stream.Length) : null;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="ToolFailure">There is no such file, or it cannot be read.</exception>
    public static InputBytes Open(string path, CommandContext context)
    {
        if (path == InputTable.StandardInput) return new InputBytes(path, context.Terminal.Input, isOwn: false);
        try
        {
            return new InputBytes(path, new FileStream(InputTable.Existing(path), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan), isOwn: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _stream.Read(buffer);
        }
        catch (IOException exception)
        {
            throw Unreadable(_path, exception);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _isOwn) _stream.Dispose();
        base.Dispose(disposing);
    }

    private static ToolFailure Unreadable(string path, Exception exception) =>
        new(ExitCode.InputOutput, $"'{NamedFile.Shown(path)}' cannot be read: {exception.Message}", exception);
}
