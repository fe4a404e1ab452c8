class Kanwu < Formula
  desc "Proofreader for Chinese yearbooks (年鉴)"
  homepage "{home}"
  version "{version}"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "{base}/kanwu-aarch64-apple-darwin.tar.gz"
      sha256 "{sha256:kanwu-aarch64-apple-darwin.tar.gz}"
    end
    on_intel do
      url "{base}/kanwu-x86_64-apple-darwin.tar.gz"
      sha256 "{sha256:kanwu-x86_64-apple-darwin.tar.gz}"
    end
  end

  on_linux do
    on_arm do
      url "{base}/kanwu-aarch64-unknown-linux-musl.tar.gz"
      sha256 "{sha256:kanwu-aarch64-unknown-linux-musl.tar.gz}"
    end
    on_intel do
      url "{base}/kanwu-x86_64-unknown-linux-musl.tar.gz"
      sha256 "{sha256:kanwu-x86_64-unknown-linux-musl.tar.gz}"
    end
  end

  def install
    bin.install "kanwu"
    generate_completions_from_executable(bin/"kanwu", "completions")
    (man1/"kanwu.1").write Utils.safe_popen_read(bin/"kanwu", "man")
  end

  test do
    (testpath/"a.md").write "# 综合\n\n清河区有学校15所,学生3600人。\n"
    assert_match "PUN001", shell_output("#{bin}/kanwu check a.md", 1)
  end
end
